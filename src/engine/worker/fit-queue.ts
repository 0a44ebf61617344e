/** Fits one after the other, each of which can be paused and stopped. */
import { fail } from "../../core/failure";

/** A fit's place in the queue and what the user wants of it. */
export interface FitTurn {
  /** Whether nothing is before it. */
  readonly isFirst: boolean;
  /** Resolves when it is its turn, or when it is stopped before that. */
  readonly begin: Promise<void>;
  /** Aborted by stop. */
  readonly signal: AbortSignal;
  readonly isPaused: boolean;
  /** Resolves at once, or when a paused fit goes on or is stopped. */
  whilePaused(): Promise<void>;
  onPauseChange(listener: () => void): void;
  /** Lets the next one begin. */
  leave(): void;
}

export interface FitQueue {
  /** Throws `engine/busy` where the run is under way already. */
  enter(run: string, number: number): FitTurn;
  /** Throws `fit/unknown-run` where no fit of this run is under way. */
  pause(run: string): void;
  resume(run: string): void;
  /** Does nothing where the run has ended. */
  stop(run: string): void;
  /** The number of the run that computes, or null. */
  current(): number | null;
}

interface Active {
  readonly number: number;
  readonly controller: AbortController;
  setPaused(isPaused: boolean): void;
}

export function createFitQueue(): FitQueue {
  const active = new Map<string, Active>();
  let last: Promise<void> = Promise.resolve();

  function find(run: string): Active {
    const fit = active.get(run);
    if (fit) return fit;
    throw fail("fit/unknown-run", { run });
  }

  return {
    enter(run, number) {
      if (active.has(run)) throw fail("engine/busy", { run: number });
      const isFirst = active.size === 0;
      const begin = last;
      const { turn, fit, left } = createTurn(number, isFirst, begin, () => active.delete(run));
      active.set(run, fit);
      last = Promise.all([begin, left]).then(() => {});
      return turn;
    },
    pause: (run) => find(run).setPaused(true),
    resume: (run) => find(run).setPaused(false),
    stop: (run) => active.get(run)?.controller.abort(),
    current: () => active.values().next().value?.number ?? null,
  };
}

function createTurn(number: number, isFirst: boolean, begin: Promise<void>, onLeave: () => void) {
  const controller = new AbortController();
  const listeners = new Set<() => void>();
  let pause: { readonly over: Promise<void>; readonly end: () => void } | null = null;
  let leave: () => void = () => {};
  const left = new Promise<void>((resolve) => (leave = resolve));

  function setPaused(isPaused: boolean): void {
    if (isPaused === (pause !== null)) return;
    pause?.end();
    pause = null;
    if (isPaused) {
      let end: () => void = () => {};
      const over = new Promise<void>((resolve) => (end = resolve));
      pause = { over, end };
    }
    for (const listener of listeners) listener();
  }

  const stopped = new Promise<void>((resolve) => {
    controller.signal.addEventListener("abort", () => {
      // A stopped fit must run on to its end.
      pause?.end();
      resolve();
    });
  });

  const turn: FitTurn = {
    isFirst,
    begin: Promise.race([begin, stopped]),
    signal: controller.signal,
    get isPaused() {
      return pause !== null;
    },
    async whilePaused() {
      while (turn.isPaused && !controller.signal.aborted) await pause?.over;
    },
    onPauseChange: (listener) => listeners.add(listener),
    leave() {
      onLeave();
      leave();
    },
  };
  const fit: Active = { number, controller, setPaused };
  return { turn, fit, left };
}

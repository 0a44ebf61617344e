/** Where the computing is done: chosen once, changed on request, started anew when the graphics device is lost. */
import type { BackendId, EngineInfo } from "../../core/engine-info";
import { createFailure, toFailure } from "../../core/failure";
import { backendNames, chooseBackend, forgetLostBackend, useBackend } from "../../tensor/backend";
import { currentLoss, onDeviceLost } from "../../tensor/device-loss";
import type { Notice } from "../protocol";

export interface Compute {
  /** The choice that is in force, or a first one. Where the device of that one was lost, what `recover` gives. */
  info(): Promise<EngineInfo>;
  /** Resolves when no choice is being made, and rejects where none could be. */
  settled(): Promise<EngineInfo | null>;
  start(backend: BackendId | null): Promise<EngineInfo>;
  use(backend: BackendId): Promise<EngineInfo>;
  /**
   * Starts the lost graphics device anew, or changes to the next best; the page is told. What is in force where nothing is
   * lost.
   */
  recover(): Promise<EngineInfo>;
  /** Says that the device has done some work: losses before that no longer count. */
  worked(): void;
}

/** What is done to backends; others in tests. */
export interface Backends {
  choose(requested?: BackendId, shunned?: BackendId): Promise<EngineInfo>;
  use(id: BackendId): Promise<EngineInfo>;
  /** Why the device of the backend in use was lost, or null. */
  loss(): string | null;
  forget(id: BackendId, reason: string): Promise<void>;
  onLost(listener: () => void): void;
  /** Lets some time go by. */
  rest(): Promise<void>;
  /** In milliseconds. */
  now(): number;
}

const ownBackends: Backends = {
  choose: chooseBackend,
  use: useBackend,
  loss: currentLoss,
  forget: forgetLostBackend,
  onLost: onDeviceLost,
  rest: () => new Promise((resolve) => setTimeout(resolve, restMs)),
  now: () => performance.now(),
};

/** A driver that starts again may have no adapter for a moment. */
const restMs = 700;
const mostTries = 3;
/** A device that was lost so many times without having done anything is not asked again; */
const mostLosses = 5;
/** but one that was there for so long before (a computer that sleeps now and then) is lost for the first time. */
const calmMs = 60_000;

export function createCompute(notify: (notice: Notice) => void, backends: Backends = ownBackends): Compute {
  let current: Promise<EngineInfo> | null = null;
  let losses = 0;
  let startedAt = -Infinity;

  /** One choice at a time; a refused one leaves the one before in force. */
  function change(choose: (before: EngineInfo | null) => Promise<EngineInfo>): Promise<EngineInfo> {
    const before = current;
    const next = Promise.resolve(before?.catch(() => null)).then((info) => choose(info ?? null));
    const settled = next.catch((error: unknown) => {
      if (before) return before;
      throw error;
    });
    settled.catch(() => {}); // told to whoever asks for it
    current = settled;
    return next;
  }

  async function startAnew(lost: EngineInfo | null): Promise<EngineInfo> {
    const reason = backends.loss();
    if (reason === null || !lost) return lost ?? backends.choose();
    losses = backends.now() - startedAt > calmMs ? 1 : losses + 1;
    await backends.forget(lost.backend, reason);
    const requested = lost.isChosenByUser ? lost.backend : undefined;
    const shunned = losses >= mostLosses ? lost.backend : undefined;
    let info = await backends.choose(requested, shunned);
    const mayComeBack = () => info.backend !== lost.backend && !shunned;
    for (let tries = 1; tries < mostTries && mayComeBack(); tries++) {
      await backends.rest();
      info = await backends.choose(requested);
    }
    startedAt = backends.now();
    const backend = info.backend === lost.backend ? null : backendNames[info.backend];
    notify({ type: "backend", info, failure: createFailure("engine/device-anew", { reason, backend }) });
    return info;
  }

  function recover(): Promise<EngineInfo> {
    const next = change(startAnew);
    next.catch((error: unknown) => {
      current = Promise.reject(error);
      current.catch(() => {}); // told to whoever asks for it
      notify({ type: "lost", failure: toFailure(error) });
    });
    return next;
  }

  // At once, whatever computes: it finds that it can neither read nor use what it had there.
  backends.onLost(() => void recover().catch(() => {})); // told above

  const settled = () => (backends.loss() === null ? (current ?? Promise.resolve(null)) : recover());

  return {
    info: async () => (await settled()) ?? change(async (before) => before ?? backends.choose()),
    settled,
    start: (backend) => change(() => backends.choose(backend ?? undefined)),
    use: (backend) => change(() => backends.use(backend)),
    recover,
    worked: () => (losses = 0),
  };
}

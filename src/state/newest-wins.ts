/** Lets one job run at a time: it starts when no newer value has come for a while, and of those that come meanwhile only the newest waits. */
export interface NewestWins<T> {
  submit(value: T): void;
  /** Forgets what waits; a job that runs goes on, told through its signal. */
  cancel(): void;
}

export function createNewestWins<T>(
  delayMs: number,
  run: (value: T, signal: AbortSignal) => Promise<void>,
): NewestWins<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: { readonly value: T } | null = null;
  let running: AbortController | null = null;

  const start = async () => {
    timer = undefined;
    if (running || !waiting) return;
    const { value } = waiting;
    waiting = null;
    const controller = new AbortController();
    running = controller;
    try {
      await run(value, controller.signal);
    } finally {
      running = null;
      // A value that is still being debounced starts by its own timer.
      if (waiting && timer === undefined) void start();
    }
  };

  return {
    submit(value) {
      waiting = { value };
      running?.abort();
      clearTimeout(timer);
      timer = setTimeout(() => void start(), delayMs);
    },
    cancel() {
      waiting = null;
      running?.abort();
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

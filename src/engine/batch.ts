/** Ten messages a second are enough for any page: what comes faster goes together. */

const intervalMs = 100;

export interface Batch<T> {
  add(item: T): void;
  /** Sends what is waiting, at once. */
  flush(): void;
}

/** The first item goes at once, what follows within a tenth of a second goes together, in order. */
export function createBatch<T>(send: (items: readonly T[]) => void): Batch<T> {
  let waiting: T[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length === 0) return;
    const items = waiting;
    waiting = [];
    timer = setTimeout(flush, intervalMs);
    send(items);
  }

  return {
    add(item) {
      waiting.push(item);
      if (timer === undefined) flush();
    },
    flush,
  };
}

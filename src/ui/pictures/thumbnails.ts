/** Small pictures by row: fetched when they come into sight, a few at a time, and forgotten when they are long out of it. */
import type { Picture } from "../../core/picture";

/** The pictures of these rows, at most `side` pixels on the longer side; null where one is missing. May reject once it is aborted. */
export type FetchPictures = (
  rows: readonly number[],
  side: number,
  signal: AbortSignal,
) => Promise<readonly (Picture | null)[]>;

export interface Thumbnails {
  /** These are in sight, the first wanted most; what was wanted before and is not among them is no longer asked for. */
  want(rows: readonly number[]): void;
  /** undefined while it is on its way, null where it is missing. */
  picture(row: number): Picture | null | undefined;
  /** Why the last pictures could not be fetched; null where they could. */
  failure(): unknown;
  /** Calls the listener after every change; returns how to end that. */
  subscribe(listener: () => void): () => void;
  /** Counts the changes. */
  version(): number;
}

/** Rows of a request at most: what comes back is a message of one or two megabytes, and what comes into sight meanwhile waits for no more than that. */
const mostAtOnce = 48;

export function createThumbnails(fetchPictures: FetchPictures, side: number, mostBytes = 48e6): Thumbnails {
  // In the order of their last wish, so that the first are those longest out of sight.
  const kept = new Map<number, Picture | null>();
  const listeners = new Set<() => void>();
  let wanted: readonly number[] = [];
  let running: { readonly rows: ReadonlySet<number>; readonly controller: AbortController } | null = null;
  let bytes = 0;
  let version = 0;
  let failure: unknown = null;

  const changed = () => {
    version++;
    for (const listener of listeners) listener();
  };
  const put = (row: number, picture: Picture | null) => {
    bytes += (picture?.pixels.length ?? 0) - (kept.get(row)?.pixels.length ?? 0);
    kept.delete(row);
    kept.set(row, picture);
  };
  const forget = () => {
    const inSight = new Set(wanted);
    for (const [row, picture] of kept) {
      if (bytes <= mostBytes) return;
      if (inSight.has(row)) continue;
      bytes -= picture?.pixels.length ?? 0;
      kept.delete(row);
    }
  };
  const fetchNext = async () => {
    const rows = wanted.filter((row) => !kept.has(row)).slice(0, mostAtOnce);
    if (running || rows.length === 0) return;
    const controller = new AbortController();
    running = { rows: new Set(rows), controller };
    try {
      const pictures = await fetchPictures(rows, side, controller.signal);
      rows.forEach((row, at) => put(row, pictures[at] ?? null));
      failure = null;
      forget();
    } catch (error) {
      if (!controller.signal.aborted) {
        failure = error;
        // Asked for again by the next wish, not at once.
        wanted = [];
      }
    } finally {
      running = null;
    }
    changed();
    void fetchNext();
  };
  return {
    want(rows) {
      wanted = rows;
      for (const row of rows) {
        const picture = kept.get(row);
        if (picture !== undefined) put(row, picture);
      }
      if (running && !rows.some((row) => running?.rows.has(row))) running.controller.abort();
      void fetchNext();
    },
    picture: (row) => kept.get(row),
    failure: () => failure,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    version: () => version,
  };
}

/** Thumbnails of one source in the size that is asked for; where one is still on its way, that of the size before stands in for it. */
export function createThumbnailSizes(fetchPictures: FetchPictures): (side: number) => Thumbnails {
  let latest: { readonly side: number; readonly own: Thumbnails; readonly shown: Thumbnails } | null = null;
  return (side) => {
    if (latest?.side === side) return latest.shown;
    const before = latest?.own;
    const own = createThumbnails(fetchPictures, side);
    const picture = (row: number) => {
      const sharp = own.picture(row);
      return sharp === undefined ? before?.picture(row) : sharp;
    };
    latest = { side, own, shown: { ...own, picture } };
    return latest.shown;
  };
}

/** The smallest of a few sizes that fills so many CSS pixels on this screen, so that a slider does not fetch anew at every step. */
export function thumbnailSide(sizePx: number, pixelRatio: number): number {
  const needed = sizePx * Math.min(2, Math.max(1, pixelRatio));
  return [64, 96, 160, 256].find((side) => side >= needed) ?? 320;
}

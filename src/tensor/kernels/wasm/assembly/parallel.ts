/**
 * Work in chunks over all threads. The chunks of a job depend on its shape only, never on how many threads there are, and
 * whoever is free takes the next one: so the same job gives the same bits on one thread and on many.
 *
 * Low memory, the same for all threads: the control words below, then the parameters of the job at `JOB`.
 */

/** Where a kernel leaves the parameters of the job in hand for its chunks; up to 3 kB. */
export const JOB: usize = 1024;

/** Goes up by one with every job; idle threads wait on it. */
const GENERATION: usize = 64;
/** Chunks not taken yet. */
const LEFT: usize = 128;
/** Chunks done. */
const DONE: usize = 192;
/** The chunk function of the job, by its place in the table. */
const FUNCTION: usize = 256;
const CHUNKS: usize = 260;
/** Threads beside the first; written from outside once they are ready. */
export const WORKERS: usize = 264;
/** 1 where the first thread may sleep: a page's own thread may not. Written from outside. */
export const MAY_SLEEP: usize = 268;
/** 1 once a thread has ended, which it only does in the middle of a chunk. Written from outside. */
export const DEAD: usize = 272;
/** 1 while a job is not done. */
const BUSY: usize = 276;
/** Threads asleep on GENERATION. */
const SLEEPERS: usize = 320;

/** Looks at a word before going to sleep: some 30 µs, which covers the pause between two kernels of a step. */
const SPINS = 12000;

export type ChunkFunction = (chunk: i32, thread: i32) => void;

/**
 * Runs `chunk(0…chunks-1)` and returns when all are done. Not to be called from within a chunk. Traps where a chunk does,
 * on whatever thread, and ever after: other threads may still be at work on what that job left.
 */
export function parallel(chunk: ChunkFunction, chunks: i32): void {
  if (chunks <= 1 || load<i32>(WORKERS) == 0) {
    for (let i = 0; i < chunks; i++) chunk(i, 0);
    return;
  }
  if (load<i32>(BUSY) != 0) unreachable();
  store<i32>(BUSY, 1);
  store<i32>(FUNCTION, chunk.index);
  store<i32>(CHUNKS, chunks);
  atomic.store<i32>(DONE, 0);
  // A thread that is still on its way out of the job before may take a chunk from here on: all is in place for it.
  atomic.store<i32>(LEFT, chunks);
  atomic.add<i32>(GENERATION, 1);
  if (atomic.load<i32>(SLEEPERS) > 0) atomic.notify(GENERATION, -1);
  takeChunks(0);
  let spins = 0;
  let done = atomic.load<i32>(DONE);
  while (done < chunks) {
    if (atomic.load<i32>(DEAD) != 0) unreachable();
    if (++spins > SPINS && load<i32>(MAY_SLEEP) != 0) atomic.wait<i32>(DONE, done, 1_000_000);
    done = atomic.load<i32>(DONE);
  }
  store<i32>(BUSY, 0);
}

function takeChunks(thread: i32): void {
  for (;;) {
    const left = atomic.sub<i32>(LEFT, 1);
    if (left <= 0) return;
    const chunks = load<i32>(CHUNKS);
    call_indirect<void>(load<i32>(FUNCTION), chunks - left, thread);
    if (atomic.add<i32>(DONE, 1) + 1 == chunks) atomic.notify(DONE, 1);
  }
}

/** What every thread but the first does for ever. */
export function serve(thread: i32): void {
  let seen = 0;
  for (;;) {
    let spins = 0;
    let generation = atomic.load<i32>(GENERATION);
    while (generation == seen) {
      if (++spins > SPINS) {
        atomic.add<i32>(SLEEPERS, 1);
        atomic.wait<i32>(GENERATION, seen, -1);
        atomic.sub<i32>(SLEEPERS, 1);
        spins = 0;
      }
      generation = atomic.load<i32>(GENERATION);
    }
    seen = generation;
    takeChunks(thread);
  }
}

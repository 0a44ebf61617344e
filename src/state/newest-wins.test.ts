import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { held } from "./fake-engine.fixture";
import { createNewestWins } from "./newest-wins";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  const jobs: { value: number; signal: AbortSignal; end: () => void }[] = [];
  const queue = createNewestWins<number>(100, (value, signal) => {
    const { promise, resolve } = held<void>();
    jobs.push({ value, signal, end: () => resolve() });
    return promise;
  });
  return { jobs, queue, started: () => jobs.map(({ value }) => value) };
}

describe("newest wins", () => {
  it("waits until no newer value has come", async () => {
    const { queue, started } = setUp();
    queue.submit(1);
    await vi.advanceTimersByTimeAsync(99);
    queue.submit(2);
    await vi.advanceTimersByTimeAsync(99);
    expect(started()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(started()).toEqual([2]);
  });

  it("never runs two at once and drops all that wait but the newest", async () => {
    const { queue, jobs, started } = setUp();
    queue.submit(1);
    await vi.advanceTimersByTimeAsync(100);
    queue.submit(2);
    await vi.advanceTimersByTimeAsync(100);
    queue.submit(3);
    await vi.advanceTimersByTimeAsync(100);
    expect(started()).toEqual([1]);
    expect(jobs[0]?.signal.aborted).toBe(true);
    jobs[0]?.end();
    await vi.advanceTimersByTimeAsync(0);
    expect(started()).toEqual([1, 3]);
    expect(jobs[1]?.signal.aborted).toBe(false);
  });

  it("forgets what waits when it is cancelled", async () => {
    const { queue, started } = setUp();
    queue.submit(1);
    queue.cancel();
    await vi.advanceTimersByTimeAsync(1000);
    expect(started()).toEqual([]);
  });
});

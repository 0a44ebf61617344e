import { expect, test } from "vitest";
import type { Checkpoint } from "../../core/estimator";
import { createCheckpointWriter } from "./checkpoint-writer";

const checkpoint = (epoch: number): Checkpoint => ({ epoch, step: 5 * epoch, history: [], header: {}, blocks: {} });

/** A place that is full at the epochs named, and a clock. */
function fakePlace(fullAt: readonly number[]) {
  let stored: Checkpoint | null = null;
  const clock = { ms: 0 };
  const place = {
    async write(made: Checkpoint) {
      if (fullAt.includes(made.epoch)) return false;
      stored = made;
      return true;
    },
    read: async () => stored,
  };
  const writer = createCheckpointWriter(place, false, () => clock.ms);
  const offer = (epoch: number, ms: number) => {
    clock.ms = ms;
    return writer.offer(async () => checkpoint(epoch));
  };
  return { writer, offer };
}

test("what is gone back to is the last one that was taken, wherever it lies", async () => {
  const { writer, offer } = fakePlace([3]);
  expect(await writer.last()).toBeNull();
  await offer(1, 0);
  await offer(2, 500);
  expect((await writer.last())?.epoch).toBe(1);
  await offer(3, 1_000);
  // It could not be stored, and is in memory.
  expect((await writer.last())?.epoch).toBe(3);
  expect(await writer.settle()).toBe(false);
  await offer(4, 2_000);
  expect((await writer.last())?.epoch).toBe(4);
});

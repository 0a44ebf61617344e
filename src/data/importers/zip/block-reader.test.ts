import { expect, test } from "vitest";
import { createBlockReader } from "./block-reader";

const block = 1 << 18;
const file = Uint8Array.from({ length: 3 * block + 100 }, (_, i) => (i * 7 + (i >> 8)) & 255);

function counted() {
  const reads: number[] = [];
  const read = createBlockReader(file.length, (from, to) => {
    reads.push(from / block);
    return Promise.resolve(file.slice(from, to));
  });
  return { reads, read };
}

test("gives any part, across blocks and at the end", async () => {
  const { read } = counted();
  for (const [from, to] of [
    [0, 1],
    [block - 3, block + 5],
    [10, 3 * block],
    [file.length - 4, file.length + 90],
    [file.length + 5, file.length + 9],
    [block, block],
  ] as const) {
    expect(await read(from, to)).toEqual(file.slice(from, to));
  }
});

test("reads a block once, though it is asked for by many at a time", async () => {
  const { reads, read } = counted();
  await Promise.all(Array.from({ length: 500 }, (_, i) => read(i * 100, i * 100 + 50)));
  expect(reads).toEqual([0]);
});

test("a block that could not be read is tried again", async () => {
  let tries = 0;
  const read = createBlockReader(10, async () => {
    tries++;
    if (tries === 1) throw new Error("asleep");
    return new Uint8Array(10);
  });
  await expect(read(0, 5)).rejects.toThrow("asleep");
  expect(await read(0, 5)).toHaveLength(5);
});

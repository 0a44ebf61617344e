import { expect, test } from "vitest";
import { atOnce, inBreaths, type Work } from "./work";

/** Counts its pieces, each of which takes the given time. */
function* count(pieces: number, pieceMs: number, onPiece: (piece: number) => void = () => {}): Work<number> {
  for (let piece = 0; piece < pieces; piece++) {
    const endsAt = performance.now() + pieceMs;
    while (performance.now() < endsAt);
    onPiece(piece);
    yield;
  }
  return pieces;
}

test("gives the result, at one go or in breaths", async () => {
  expect(atOnce(count(3, 0))).toBe(3);
  expect(await inBreaths(count(3, 0))).toBe(3);
});

test("lets others in while it works", async () => {
  let done = 0;
  let seen = -1;
  const other = new Promise<void>((resolve) => {
    setImmediate(() => {
      seen = done;
      resolve();
    });
  });
  await Promise.all([inBreaths(count(30, 5, (piece) => (done = piece))), other]);
  expect(seen).toBeLessThan(29);
});

test("ends soon after it is cancelled", async () => {
  const controller = new AbortController();
  let done = 0;
  const working = inBreaths(
    count(1000, 5, (piece) => {
      done = piece;
      if (piece === 10) controller.abort(new Error("no longer wanted"));
    }),
    controller.signal,
  );
  await expect(working).rejects.toThrow("no longer wanted");
  expect(done).toBeLessThan(20);
});

test("a failure comes through", async () => {
  function* broken(): Work<never> {
    yield;
    throw new RangeError("too much");
  }
  expect(() => atOnce(broken())).toThrow("too much");
  await expect(inBreaths(broken())).rejects.toThrow("too much");
});

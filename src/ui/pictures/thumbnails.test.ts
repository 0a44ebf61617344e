import { expect, test } from "vitest";
import type { Picture } from "../../core/picture";
import { createThumbnails, createThumbnailSizes, thumbnailSide, type FetchPictures } from "./thumbnails";

const even = (level: number, side: number): Picture => ({
  width: side,
  height: side,
  channels: 1,
  pixels: new Uint8Array(side * side).fill(level),
});

/** Fetches that stay open until the test answers them. */
function heldFetches() {
  const asked: { readonly rows: readonly number[]; readonly signal: AbortSignal; answer(): void; refuse(): void }[] =
    [];
  const fetchPictures: FetchPictures = (rows, side, signal) =>
    new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason));
      asked.push({
        rows,
        signal,
        answer: () => resolve(rows.map((row) => (row % 10 === 9 ? null : even(row % 256, side)))),
        refuse: () => reject(new Error("no")),
      });
    });
  return { asked, fetchPictures };
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);
const settled = () => new Promise((resolve) => setTimeout(resolve));

test("fetches what is in sight a part at a time, each once", async () => {
  const { asked, fetchPictures } = heldFetches();
  const thumbnails = createThumbnails(fetchPictures, 4);
  thumbnails.want(range(0, 60));
  thumbnails.want(range(0, 60));
  expect(asked.map(({ rows }) => rows.length)).toEqual([48]);
  expect(thumbnails.picture(0)).toBeUndefined();
  asked[0]?.answer();
  await settled();
  expect(thumbnails.picture(3)?.pixels[0]).toBe(3);
  expect(thumbnails.picture(9)).toBeNull();
  expect(asked[1]?.rows).toEqual(range(48, 60));
  asked[1]?.answer();
  await settled();
  thumbnails.want(range(0, 60));
  await settled();
  expect(asked).toHaveLength(2);
});

test("the newest wish wins: what is out of sight is called off, or at least not asked for again", async () => {
  const { asked, fetchPictures } = heldFetches();
  const thumbnails = createThumbnails(fetchPictures, 4);
  thumbnails.want(range(0, 200));
  thumbnails.want(range(5000, 5010));
  expect(asked[0]?.signal.aborted).toBe(true);
  await settled();
  expect(asked[1]?.rows).toEqual(range(5000, 5010));
  thumbnails.want(range(5005, 5020));
  expect(asked[1]?.signal.aborted).toBe(false);
  asked[1]?.answer();
  await settled();
  expect(asked[2]?.rows).toEqual(range(5010, 5020));
  expect(thumbnails.failure()).toBeNull();
});

test("keeps no more bytes than it may, and never forgets what is in sight", async () => {
  const { asked, fetchPictures } = heldFetches();
  // Ten pictures of 16 bytes.
  const thumbnails = createThumbnails(fetchPictures, 4, 160);
  for (const [from, to] of [
    [0, 8],
    [10, 18],
  ] as const) {
    thumbnails.want(range(from, to));
    asked.at(-1)?.answer();
    await settled();
  }
  const keptOf = (rows: readonly number[]) => rows.filter((row) => thumbnails.picture(row) !== undefined);
  expect(keptOf(range(0, 8))).toEqual([6, 7]);
  expect(keptOf(range(10, 18))).toEqual(range(10, 18));
  thumbnails.want(range(100, 120));
  asked.at(-1)?.answer();
  await settled();
  expect(keptOf(range(100, 120))).toEqual(range(100, 120));
});

test("says why none came, and tries again when asked", async () => {
  const { asked, fetchPictures } = heldFetches();
  const thumbnails = createThumbnails(fetchPictures, 4);
  let changes = 0;
  thumbnails.subscribe(() => changes++);
  thumbnails.want([1, 2]);
  asked[0]?.refuse();
  await settled();
  expect(thumbnails.failure()).toMatchObject({ message: "no" });
  expect([asked.length, changes, thumbnails.version()]).toEqual([1, 1, 1]);
  thumbnails.want([1, 2]);
  asked[1]?.answer();
  await settled();
  expect([thumbnails.failure(), thumbnails.picture(1)?.width]).toEqual([null, 4]);
});

test("a thumbnail fills its tile on a fine screen as well", () => {
  expect([thumbnailSide(48, 1), thumbnailSide(96, 1), thumbnailSide(112, 1), thumbnailSide(48, 2)]).toEqual([
    64, 96, 160, 96,
  ]);
  expect([thumbnailSide(160, 2), thumbnailSide(160, 3)]).toEqual([320, 320]);
});

test("another size shows the pictures of the one before until its own have come", async () => {
  const { asked, fetchPictures } = heldFetches();
  const ofSide = createThumbnailSizes(fetchPictures);
  const small = ofSide(4);
  small.want([1, 9]);
  asked[0]?.answer();
  await settled();
  const large = ofSide(8);
  expect(ofSide(8)).toBe(large);
  expect([large.picture(1)?.width, large.picture(9), large.picture(2)]).toEqual([4, null, undefined]);
  large.want([1, 9]);
  asked[1]?.answer();
  await settled();
  expect([large.picture(1)?.width, large.picture(9)]).toEqual([8, null]);
});

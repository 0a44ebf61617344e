import { expect, test } from "vitest";
import type { RowPage } from "../../core/dataset";
import { createRowPages, pageLength } from "./row-pages";

const page = (from: number, to: number): RowPage => {
  const rows = Array.from({ length: to - from }, (_, at) => 1_000 + from + at);
  return { from, rows, values: [rows.map((row) => row * 2), rows.map(() => null)] };
};

function recorded(fetch: (from: number, to: number) => Promise<RowPage> = async (from, to) => page(from, to)) {
  const asked: (readonly [number, number])[] = [];
  const fetchRows = (from: number, to: number) => {
    asked.push([from, to]);
    return fetch(from, to);
  };
  return { asked, fetchRows };
}

const change = (cache: { subscribe(listener: () => void): () => void }) =>
  new Promise<void>((resolve) => {
    const end = cache.subscribe(() => {
      end();
      resolve();
    });
  });

test("fetches the pages in sight once, whole, and not beyond the last row", async () => {
  const { asked, fetchRows } = recorded();
  const cache = createRowPages(fetchRows, 250, 2);
  expect(cache.value(3, 0)).toBeUndefined();
  cache.want(0, 30);
  cache.want(5, 35);
  await change(cache);
  expect(cache.value(3, 0)).toBe(2_006);
  expect(cache.value(3, 1)).toBeNull();
  expect(cache.rowId(3)).toBe(1_003);
  cache.want(190, 230);
  await change(cache);
  expect(asked).toEqual([
    [0, 200],
    [200, 250],
  ]);
});

test("says why a page could not be fetched and asks for it again when it is wanted again", async () => {
  let isBroken = true;
  const { asked, fetchRows } = recorded(async (from, to) => {
    if (isBroken) throw new Error("no such data set");
    return page(from, to);
  });
  const cache = createRowPages(fetchRows, 10, 2);
  cache.want(0, 10);
  await change(cache);
  expect(cache.failure()).toEqual(new Error("no such data set"));
  isBroken = false;
  cache.want(0, 10);
  await change(cache);
  expect(cache.failure()).toBeNull();
  expect(cache.rowId(0)).toBe(1_000);
  expect(asked.length).toBe(2);
});

test("keeps only some pages of a long journey", async () => {
  const { asked, fetchRows } = recorded();
  const cache = createRowPages(fetchRows, 1_000_000, 2);
  for (let row = 0; row < 40 * 200; row += 200) {
    cache.want(row, row + 1);
    await change(cache);
  }
  expect(cache.rowId(0)).toBeUndefined();
  expect(cache.rowId(39 * 200)).toBe(1_000 + 39 * 200);
  cache.want(0, 1);
  await change(cache);
  expect(asked.length).toBe(41);
});

test("a wide table has short pages, so that a page stays small", () => {
  expect([1, 10, 200, 20_000].map(pageLength)).toEqual([200, 200, 100, 8]);
});

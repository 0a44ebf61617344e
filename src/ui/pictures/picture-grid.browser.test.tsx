import { beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { PictureGrid, type PictureGridProps } from "./picture-grid";
import { render } from "../render.fixture";
import { colourAt, even } from "./pictures.fixture";
import type { FetchPictures } from "./thumbnails";

/** Row n is as bright as n modulo 256; every row that ends in 7 has no picture. */
const fetchPictures: FetchPictures = async (rows, side) =>
  rows.map((row) => (row % 10 === 7 ? null : even(row % 256, side)));

const range = (count: number) => Array.from({ length: count }, (_, row) => row);

function show(props: Partial<PictureGridProps> = {}) {
  const element = (more: Partial<PictureGridProps>) => (
    <div style={{ width: 600 }}>
      <PictureGrid
        label="Films"
        rows={range(20_000)}
        fetchPictures={fetchPictures}
        height="400px"
        size={48}
        {...props}
        {...more}
      />
    </div>
  );
  const shown = render(element({}));
  return (more: Partial<PictureGridProps>) => shown.show(element(more));
}

const grid = () => page.getByRole("listbox", { name: "Films" });
const option = (name: string) => page.getByRole("option", { name, exact: true });
const canvasOf = (name: string) => option(name).element().querySelector("canvas");

beforeEach(() => page.viewport(1440, 900));

test("20,000 pictures: only those in sight exist, and the last is reached by the keyboard", async () => {
  const picked: number[] = [];
  show({ onPick: (row) => picked.push(row), onZoom: (row) => picked.push(-row) });
  await expect.poll(() => canvasOf("row 5")?.style.visibility).toBe("visible");
  // Ten columns; seven rows in 400 pixels and one beyond.
  expect(page.getByRole("option").elements()).toHaveLength(80);
  await expect.element(option("row 5")).toHaveAttribute("aria-setsize", "20000");
  (grid().element() as HTMLElement).focus(); // a div that scrolls
  await userEvent.keyboard("{ArrowDown}{ArrowRight} {Enter}");
  expect(picked).toEqual([11, -11]);
  await userEvent.keyboard("{End}");
  await expect.element(option("row 20,000")).toBeVisible();
  const last = option("row 20,000").element();
  expect(grid().element().getAttribute("aria-activedescendant")).toBe(last.id);
  await expect.poll(() => canvasOf("row 20,000")?.style.visibility).toBe("visible");
  expect(colourAt(canvasOf("row 20,000") as HTMLCanvasElement, 0, 0)[0]).toBe(19_999 % 256); // visible, so it is there
  expect(page.getByRole("option").elements().length).toBeLessThanOrEqual(100);
  expect(last.getBoundingClientRect().bottom).toBeLessThanOrEqual(grid().element().getBoundingClientRect().bottom);
});

test("a click picks, one with Shift picks all between, a double click enlarges", async () => {
  const calls: unknown[] = [];
  const again = show({
    rows: [40, 41, 50, 60, 7],
    onPick: (row) => calls.push(row),
    onPickRange: (rows) => calls.push(rows),
    onZoom: (row) => calls.push(`zoom ${row}`),
  });
  await option("row 42").click();
  await option("row 61").click({ modifiers: ["Shift"] });
  expect(calls).toEqual([41, [41, 50, 60]]);
  await option("row 51").dblClick();
  expect(calls.at(-1)).toBe("zoom 50");
  await expect.element(page.getByTitle("This row has no picture")).toBeVisible();
  again({ selected: new Set([50]) });
  await expect.element(option("row 51")).toHaveAttribute("aria-selected", "true");
});

test("says what each picture is, in words under it and with the colour of its class", async () => {
  const names = new Map<number, string>();
  show({
    rows: range(30),
    // The names come with the pictures.
    fetchPictures: async (rows, side, signal) => {
      for (const row of rows) names.set(row, `film-${row}.png`);
      return fetchPictures(rows, side, signal);
    },
    nameOf: (row) => names.get(row),
    captionOf: (row) => (row % 2 ? "shadow" : "clear"),
    colourOf: (row) => (row % 2 ? "rgb(1, 2, 3)" : undefined),
  });
  await expect.element(option("film-3.png, shadow, row 4")).toHaveTextContent("shadow");
  const [dot] = option("film-3.png, shadow, row 4").element().querySelectorAll<HTMLElement>("[style*=background]");
  expect(dot?.style.background).toBe("rgb(1, 2, 3)");
});

test("fetches no page that was flown over, and says where fetching failed", async () => {
  const asked: number[] = [];
  let isBroken = false;
  show({
    fetchPictures: async (rows, side, signal) => {
      asked.push(...rows);
      if (isBroken) throw new Error("lost");
      return fetchPictures(rows, side, signal);
    },
  });
  await expect.poll(() => canvasOf("row 1")?.style.visibility).toBe("visible");
  for (let top = 1000; top <= 60_000; top += 1000) grid().element().scrollTop = top;
  await expect.poll(() => asked.some((row) => row > 10_000)).toBe(true);
  // Two screens of at most 110 tiles.
  expect(asked.length).toBeLessThanOrEqual(220);
  isBroken = true;
  grid().element().scrollTop = 0;
  grid().element().scrollTop = 100_000;
  await expect.element(page.getByRole("alert")).toBeVisible();
  isBroken = false;
  await page.getByRole("button", { name: "Try again" }).click();
  await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
});

test("changes the size by key", async () => {
  const sizes: number[] = [];
  show({ onSize: (size) => sizes.push(size) });
  (grid().element() as HTMLElement).focus(); // a div that scrolls
  await userEvent.keyboard("+-");
  expect(sizes).toEqual([64, 48]);
});

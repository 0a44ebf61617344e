import { beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { ColumnInfo } from "../../core/column";
import type { DatasetInfo, RowPage } from "../../core/dataset";
import { fail } from "../../core/failure";
import type { ProjectState, Selection, WorkbenchActions } from "../../state/workbench";
import { renderPanel } from "../render.fixture";
import { createFakeWorkbench, type FakeWorkbench } from "../workbench.fixture";
import { DataPanel } from "./data-panel";

const image: ColumnInfo = {
  name: "image",
  kind: "image",
  missing: 0,
  distinct: 40,
  categories: [],
  idLike: false,
  summary: { kind: "image", channels: 1, widths: [8, 8, 8], heights: [8, 8, 8] },
};
const file: ColumnInfo = {
  ...image,
  name: "file",
  kind: "text",
  summary: { kind: "text", meanLength: 9, example: "" },
};
const label: ColumnInfo = {
  ...image,
  name: "label",
  kind: "category",
  missing: 10,
  distinct: 2,
  categories: ["cat", "dog"],
  summary: { kind: "category", top: [] },
};

const rowCount = 40;

const info: DatasetInfo = {
  id: "d1",
  name: "pets",
  rowCount,
  columns: [image, file, label],
  warnings: [],
  warningCount: 0,
  redFlags: [],
  source: { files: [] },
  fingerprint: "f",
  sizeBytes: 1,
};

/** Cat, dog, dog, none, and again. */
const labelOf = (row: number) => ["cat", "dog", "dog", null][row % 4] ?? null;

function show(state: Partial<ProjectState> = {}, actions: Partial<WorkbenchActions> = {}): FakeWorkbench {
  const workbench = createFakeWorkbench(
    { dataset: info, ...state },
    {
      rows: async (_, from, to, rows, columns = ["image", "file", "label"]): Promise<RowPage> => {
        const asked = rows ? rows.slice(from, to) : Array.from({ length: to - from }, (_value, at) => from + at);
        const valueOf = (name: string, row: number) =>
          name === "label" ? labelOf(row) : name === "file" ? `pets/${row}.png` : "8 × 8";
        return { from, rows: asked, values: columns.map((name) => asked.map((row) => valueOf(name, row))) };
      },
      pictures: async (_, _column, rows) =>
        rows.map((row) => ({ width: 8, height: 8, channels: 1, pixels: new Uint8Array(64).fill(row) })),
      select: (selection: Selection) => workbench.project.setState({ selection }),
      clearSelection: () => workbench.project.setState({ selection: null }),
      ...actions,
    },
  );
  renderPanel(workbench, <DataPanel />);
  return workbench;
}

const lastOf = (workbench: FakeWorkbench, action: string) =>
  workbench.calls.findLast((call) => call.action === action)?.given;
const option = (name: string) => page.getByRole("option", { name, exact: true });

beforeEach(() => page.viewport(1440, 900));

test("the gallery comes first, filters by class, and picks for all views", async () => {
  const workbench = show();
  await expect.element(option("0.png, cat, row 1")).toBeVisible();
  await page.getByRole("button", { name: "dog 20" }).click();
  await expect.element(option("1.png, dog, row 2")).toHaveAttribute("aria-setsize", "20");
  await page.getByRole("button", { name: "no class 10" }).click();
  await expect.element(option("3.png, no class, row 4")).toHaveAttribute("aria-setsize", "30");
  await option("3.png, no class, row 4").click();
  expect(lastOf(workbench, "select")?.[0]).toMatchObject({ dataset: "d1", rows: [3] });
  await expect.element(option("3.png, no class, row 4")).toHaveAttribute("aria-selected", "true");
  await page.getByText("Selected 1", { exact: true }).click();
  await expect.element(option("3.png, no class, row 4")).toHaveAttribute("aria-setsize", "1");
});

test("pictures that were excluded are pale, and said to be", async () => {
  show({ dataset: { ...info, edits: [{ kind: "exclude", rows: [1] }] } });
  await expect.element(option("1.png, dog, row 2, excluded")).toBeVisible();
  const paleness = (name: string) => {
    const canvas = option(name).element().querySelector("canvas");
    return canvas && getComputedStyle(canvas).opacity;
  };
  expect([paleness("1.png, dog, row 2, excluded"), paleness("2.png, dog, row 3")]).toEqual(["0.35", "1"]);
});

test("a label that the engine refuses is taken off again, and the reason said", async () => {
  const workbench = show(
    {},
    { relabel: () => Promise.reject(fail("data/edit-kind", { column: "label", kind: "text" })) },
  );
  await page.getByRole("button", { name: "Label pictures" }).click();
  await expect.element(page.getByText("30 of 40 have a class")).toBeVisible();
  await userEvent.keyboard("2");
  await expect.element(page.getByRole("alert")).toBeVisible();
  await expect.element(option("0.png, cat, row 1")).toBeVisible();
  expect(lastOf(workbench, "relabel")).toEqual([[0], "label", "dog"]);
});

test("keys label what is selected, or the picture under them, and lead to the next without a class", async () => {
  const workbench = show({}, { relabel: () => new Promise(() => undefined) });
  await page.getByRole("button", { name: "Label pictures" }).click();
  await expect.element(option("0.png, cat, row 1")).toBeVisible();
  await userEvent.keyboard(".");
  await expect.element(page.getByText("The next key labels 3.png.")).toBeVisible();
  await userEvent.keyboard("1");
  await expect.element(option("3.png, cat, row 4")).toBeVisible();
  await expect.element(page.getByText("The next key labels 7.png.")).toBeVisible();
  await option("4.png, cat, row 5").click();
  await option("6.png, dog, row 7").click({ modifiers: ["Shift"] });
  await userEvent.keyboard("2");
  expect(lastOf(workbench, "relabel")).toEqual([[4, 5, 6], "label", "dog"]);
  expect(workbench.project.getState().selection).toBeNull();
  await page.getByRole("textbox", { name: "Name of a class" }).fill("1a");
  await userEvent.keyboard("{Enter}");
  await page.getByRole("button", { name: "1a" }).click();
  expect(lastOf(workbench, "relabel")).toEqual([[7], "label", "1a"]);
});

test("stays within a phone", async () => {
  await page.viewport(390, 844);
  show();
  await expect.element(option("0.png, cat, row 1")).toBeInTheDocument();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
  await page.getByRole("button", { name: "Label pictures" }).click();
  await expect.element(option("0.png, cat, row 1")).toBeInTheDocument();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
});

import { beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { fail, toFailure } from "../../core/failure";
import type { DatasetInfo } from "../../core/dataset";
import type { ProjectState, Selection, WorkbenchActions } from "../../state/workbench";
import { createFixtureTable } from "../dataset.fixture";
import { renderPanel } from "../render.fixture";
import { createFakeWorkbench, type FakeWorkbench } from "../workbench.fixture";
import { DataPanel } from "./data-panel";

const table = createFixtureTable();

function show(state: Partial<ProjectState> = {}, actions: Partial<WorkbenchActions> = {}): FakeWorkbench {
  const workbench = createFakeWorkbench(
    { dataset: table.info, ...state },
    {
      // The fixture's texts are looked at elsewhere.
      texts: () => new Promise(() => {}),
      rows: async (_, from, to, rows, columns) => table.page(from, to, rows, columns),
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

beforeEach(() => page.viewport(1440, 900));

test("shows the rows, and the rows that a red flag is about", async () => {
  const workbench = show();
  await expect.element(page.getByRole("cell", { name: String(table.page(0, 1).values[0]?.[0]) }).first()).toBeVisible();
  await page.getByRole("button", { name: "Show 12 rows" }).click();
  expect(lastOf(workbench, "select")?.[0]).toMatchObject({ dataset: "fixture", rows: table.info.redFlags[1]?.rows });
  await expect.element(page.getByRole("button", { name: "row 290, selected" })).toBeVisible();
  await expect.element(page.getByRole("button", { name: "row 1", exact: true })).not.toBeInTheDocument();
});

test("finds a column and fetches that column alone", async () => {
  const workbench = show();
  await page.getByRole("textbox", { name: "Find a column" }).fill("CHOL");
  await expect.element(page.getByText("1 of 10 columns")).toBeVisible();
  await expect.poll(() => lastOf(workbench, "rows")?.[4]).toEqual(["cholesterol"]);
  await page.getByRole("button", { name: "Show all columns" }).click();
  await expect.element(page.getByText("of 10 columns")).not.toBeInTheDocument();
});

test("changes the kind of a column by keyboard and says why it cannot", async () => {
  const detail = { column: "patient", kind: "text", row: 1, value: "P1084", failures: 300 } as const;
  const workbench = show({}, { convertColumn: () => Promise.reject(fail("data/conversion", detail)) });
  const menu = page.getByRole("button", { name: "Type of patient: category. Change it" });
  await expect.element(menu).toBeVisible();
  menu.element().focus();
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByRole("menuitem", { name: "number Amounts" })).toBeVisible();
  // The first entry has the focus; the present kind is passed over.
  await userEvent.keyboard("{ArrowDown}{Enter}");
  expect(lastOf(workbench, "convertColumn")).toEqual(["patient", "text"]);
  await expect.element(page.getByRole("alert")).toHaveTextContent("cannot become text");
});

test("reads the file again with one setting changed, and offers the way back", async () => {
  const reread: DatasetInfo = { ...table.info, rowCount: 301 };
  const workbench = show({}, { reopen: async () => reread });
  await page.getByRole("combobox", { name: "Separator" }).selectOptions(";");
  expect(lastOf(workbench, "reopen")).toEqual([{ encoding: "utf-8", delimiter: ";" }]);
  await expect.poll(() => lastOf(workbench, "note")?.[0]).toMatchObject({ hint: { en: "301 rows, 10 columns" } });
  const note = lastOf(workbench, "note")?.[0] as { undo(): void }; // checked above
  note.undo();
  expect(lastOf(workbench, "reopen")?.[0]).toMatchObject({ delimiter: ",", quote: '"', missing: ["NA", "?"] });
});

test("says beside the settings why the file could not be read again", async () => {
  const gone = fail("data/files-gone", { dataset: "visits.csv" });
  const workbench = show(
    {},
    {
      async reopen() {
        workbench.project.setState({ openFailure: toFailure(gone) });
        throw gone;
      },
    },
  );
  await page.getByRole("combobox", { name: "Decimal mark" }).selectOptions(",");
  const settings = page.getByRole("region", { name: "How it was read" });
  await expect.element(settings.getByRole("alert")).toHaveTextContent("no longer has its files");
});

test("folds the lines that needed attention until they are asked for", async () => {
  show();
  await expect.element(page.getByText("Line 41")).toBeVisible();
  await expect.element(page.getByText("Line 68")).not.toBeInTheDocument();
  await page.getByRole("button", { name: "Show 3 more" }).click();
  await expect.element(page.getByText("Line 68")).toBeInTheDocument();
});

test("without data it offers the one thing that brings some", async () => {
  const workbench = show({ dataset: null });
  await expect.element(page.getByRole("button", { name: "Choose files" })).toBeVisible();
  await page.getByRole("button", { name: "Look at the built-in scenarios" }).click();
  expect(lastOf(workbench, "goTo")).toEqual(["start"]);
});

test("stays within a phone, with 20,000 columns as well", async () => {
  await page.viewport(390, 844);
  const columns = Array.from({ length: 20_000 }, (_, at) => ({ ...table.info.columns[at % 10]!, name: `gene ${at}` })); // ten columns
  const workbench = show(
    { dataset: { ...table.info, columns } },
    {
      rows: async (_, from, to, rows, names) => {
        const { values, ...rest } = table.page(from, to, rows);
        const wanted = names ? columns.filter(({ name }) => names.includes(name)) : columns;
        return { ...rest, values: wanted.map((_column, at) => values[at % 10] ?? []) };
      },
    },
  );
  await expect.element(page.getByRole("columnheader", { name: "gene 0" })).toBeVisible();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
  expect(page.getByRole("columnheader").elements().length).toBeLessThan(20);
  await page.getByRole("textbox", { name: "Find a column" }).fill("gene 19999");
  await expect.poll(() => lastOf(workbench, "rows")?.[4]).toEqual(["gene 19999"]);
});

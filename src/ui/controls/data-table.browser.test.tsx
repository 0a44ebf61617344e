import "@mantine/core/styles.layer.css";
import { MantineProvider } from "@mantine/core";
import { createRoot, type Root } from "react-dom/client";
import { flushSync } from "react-dom";
import { afterEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { RowPage } from "../../core/dataset";
import { DataTable, type DataTableProps } from "./data-table";
import type { TableColumn } from "./table-column";

let root: Root | null = null;
let holder: HTMLElement | null = null;

afterEach(() => {
  root?.unmount();
  holder?.remove();
});

const columns = (count: number): readonly TableColumn[] =>
  Array.from({ length: count }, (_, index) => ({ name: `column ${index + 1}`, kind: "number" }));

/** The value of a cell is its row × 100,000 + its column; every tenth row misses the first. */
const fetchRows =
  (columnCount: number) =>
  async (from: number, to: number): Promise<RowPage> => {
    const rows = Array.from({ length: to - from }, (_, at) => from + at);
    const values = Array.from({ length: columnCount }, (_, column) =>
      rows.map((row) => (column === 0 && row % 10 === 3 ? null : row * 100_000 + column)),
    );
    return { from, rows, values };
  };

function show(props: Partial<DataTableProps> & { readonly columns: readonly TableColumn[] }): void {
  holder = document.createElement("div");
  document.body.append(holder);
  root = createRoot(holder);
  const whole: DataTableProps = {
    caption: "Numbers",
    rowCount: 1_000_000,
    fetchRows: fetchRows(props.columns.length),
    height: "400px",
    ...props,
  };
  flushSync(() =>
    root?.render(
      <MantineProvider>
        <DataTable {...whole} />
      </MantineProvider>,
    ),
  );
}

const scroller = () => page.getByRole("region", { name: /^Numbers/ });

test("a million rows: only those in sight exist, and the last one is reached by the keyboard", async () => {
  show({ columns: columns(5) });
  await expect.element(page.getByRole("cell", { name: "200001", exact: true })).toBeVisible();
  expect(page.getByRole("row").elements().length).toBeLessThan(40);
  await expect.element(page.getByRole("table")).toHaveAttribute("aria-rowcount", "1000001");
  (scroller().element() as HTMLElement).focus(); // a div that scrolls
  await userEvent.keyboard("{End}");
  await expect.element(page.getByRole("rowheader", { name: "1,000,000" })).toBeVisible();
  await expect.element(page.getByRole("cell", { name: "99999900001", exact: true })).toBeVisible();
});

test("twenty thousand columns: only those in sight exist", async () => {
  const fetch = fetchRows(20_000);
  const asked: number[] = [];
  show({
    columns: columns(20_000),
    rowCount: 200,
    fetchRows: (from, to) => {
      asked.push(to - from);
      return fetch(from, to);
    },
  });
  await expect.element(page.getByRole("cell", { name: "100001", exact: true })).toBeVisible();
  expect(page.getByRole("columnheader").elements().length).toBeLessThan(40);
  expect(Math.max(...asked)).toBe(8);
  scroller().element().scrollLeft = 20_000 * 112;
  await expect.element(page.getByRole("columnheader", { name: "column 20000" })).toBeVisible();
  await expect.element(page.getByRole("cell", { name: "119999", exact: true })).toBeVisible();
});

test("missing values and marked rows are said, not only shown", async () => {
  show({ columns: columns(2), rowCount: 20, selected: new Set([5]), onPickRow: () => undefined });
  await expect.element(page.getByRole("cell", { name: "missing" }).first()).toBeInTheDocument();
  await expect.element(page.getByRole("button", { name: "row 6, selected" })).toBeVisible();
});

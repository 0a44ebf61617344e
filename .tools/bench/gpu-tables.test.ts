import { expect, test } from "vitest";
import { gpuMarkdownOf, gpuTable, hasGpuCells } from "./gpu-tables";
import type { Cell, Measured, Report } from "./report";
import { measuredOf } from "./report";
import { hasBrowserCells, timeTable } from "./tables";

const opened = {
  ...{ firstMs: 100, losses: [2, 1], slowMs: [], kernels: 30, dispatches: 19, pipelines: 13 },
  ...{ threads: null, detail: "", isSoftware: false },
};

function cell(contender: string, medianMs: number, more: Partial<Measured> = {}): Cell {
  const measured = { ...measuredOf(opened, [medianMs / 2, medianMs, medianMs * 3], 2 ** 20), ...more };
  return { network: "mlp-64-64", contender, ok: true, measured };
}

const machine = {
  ...{ date: "2026-11-22T00:00:00Z", processor: "P", cores: 2, load: 0.1, browser: null, tensorflow: "4" },
  ...{ node: "Node 20", adapter: "A", pytorch: "PyTorch 1", cuda: null, pytorchBytes: 2 ** 20 },
};

const report = (...cells: readonly Cell[]): Report => ({ machine, threads: 2, cells });

/** Head and cell of each column of the one network. */
function rowOf(table: string): readonly (readonly [string, string])[] {
  const [heads = [], , row = []] = table.split("\n").map((line) => line.split("|").map((word) => word.trim()));
  return heads.map((head, i) => [head, row[i] ?? ""] as const).filter(([head]) => head !== "");
}

test("stock and PyTorch are held against ours on the same device, in medians", () => {
  const software = { isSoftware: true };
  const stock = { dispatches: 115, pipelines: 47 };
  const cells = [
    ...[cell("null", 2), cell("null-plain", 3), cell("null-stock", 6, stock)],
    ...[
      cell("dawn", 10, software),
      cell("dawn-plain", 11, software),
      cell("dawn-stock", 45, { ...stock, ...software, losses: [2, 1.5] }),
    ],
    cell("pytorch-gpu", 5),
  ];
  expect(rowOf(gpuTable(report(...cells)))).toEqual([
    ["a step", "mlp-64-64"],
    ["dispatches: ours / stock", "19 / 115"],
    ["pipelines: ours / stock", "13 / 47"],
    ["JavaScript alone, ms: ours", "1.00 / 2.00"],
    ["JavaScript alone, ms: not replayed", "1.50 / 3.00"],
    ["not replayed ÷ ours", "1.50 ×"],
    ["JavaScript alone, ms: stock", "3.00 / 6.00"],
    ["stock ÷ ours", "3.00 ×"],
    ["software adapter, ms: ours", "5.00 / 10.0"],
    ["software adapter, ms: not replayed", "5.50 / 11.0"],
    ["not replayed ÷ ours", "1.10 ×"],
    ["software adapter, ms: stock", "22.5 / 45.0"],
    ["stock ÷ ours", "4.50 ×"],
    ["software adapter, ms: PyTorch", "2.50 / 5.00"],
    ["ours ÷ PyTorch", "2.00 ×"],
    ["losses, ours against not replayed", "same bits over 2"],
    ["losses, ours against stock", "3.3e-1 over 2"],
  ]);
});

test("who fails says why; what was counted elsewhere still stands", () => {
  const lost: Cell = { network: "mlp-64-64", contender: "dawn", ok: false, problem: "the process ended (SIGSEGV)" };
  const row = rowOf(gpuTable(report(cell("null", 2), lost, cell("dawn-stock", 45))));
  expect(row).toContainEqual(["dispatches: ours / stock", "19 / 19"]);
  expect(row).toContainEqual(["GPU, ms: ours", "the process ended (SIGSEGV)"]);
  expect(row).toContainEqual(["stock ÷ ours", "–"]);
  expect(row.map(([head]) => head)).not.toContain("losses, ours against stock");
});

test("each table has its own columns, and says what it ran on", () => {
  const [onGpu, inBrowser] = [report(cell("dawn", 2)), report(cell("cpu", 2))];
  expect([hasGpuCells(onGpu), hasBrowserCells(onGpu)]).toEqual([true, false]);
  expect([hasGpuCells(inBrowser), hasBrowserCells(inBrowser)]).toEqual([false, true]);
  expect(timeTable(report(cell("cpu", 2), cell("dawn", 2)))).not.toContain("stock ÷ ours |");
  expect(gpuMarkdownOf(onGpu)).toContain("Node 20 · A · no PyTorch on a GPU");
  expect(gpuMarkdownOf(onGpu)).not.toContain("software adapter");
  expect(gpuMarkdownOf(report(cell("dawn", 2, { isSoftware: true })))).toContain("its times do not");
});

import { describe, expect, test } from "vitest";
import { profileTables } from "./profile-tables";
import { webgpuCommand, withSection } from "./readme";
import type { Cell, Measured, Report } from "./report";
import { largestLossDifference, measuredOf, median, ratiosOf } from "./report";
import { markdownOf, timeTable } from "./tables";

const opened = {
  firstMs: 100,
  losses: [2, 1],
  slowMs: [],
  kernels: 30,
  dispatches: 0,
  pipelines: 0,
  threads: null,
  detail: "",
  isSoftware: false,
};

function cell(contender: string, medianMs: number, more: Partial<Measured> = {}): Cell {
  const measured = { ...measuredOf(opened, [medianMs / 2, medianMs, medianMs * 3], 2 ** 20), ...more };
  return { network: "mlp-64-64", contender, ok: true, measured };
}

function report(...cells: readonly Cell[]): Report {
  const machine = { date: "2026-11-22T00:00:00Z", processor: "P", cores: 2, load: 0.1, browser: "B", tensorflow: "4" };
  const elsewhere = { node: null, adapter: null, cuda: null };
  return { machine: { ...machine, ...elsewhere, pytorch: "PyTorch 1", pytorchBytes: 2 ** 20 }, threads: 2, cells };
}

/** The cells of the one network under the heads of the table. */
function rowOf(table: string): Readonly<Record<string, string>> {
  const [heads = [], , row = []] = table.split("\n").map((line) => line.split("|").map((word) => word.trim()));
  return Object.fromEntries(heads.map((head, i) => [head, row[i] ?? ""]));
}

describe("the table of times", () => {
  test("ratios are of medians of the same run, and the best stock backend without a GPU counts", () => {
    const row = rowOf(
      timeTable(report(cell("ours", 2), cell("pytorch", 4), cell("cpu", 100), cell("stock-wasm", 6), cell("webgl", 1))),
    );
    expect(row["ours, 2 threads"]).toBe("1.00 / 2.00");
    expect(row["ours ÷ PyTorch, 2 threads"]).toBe("0.500 ×");
    expect(row["best stock without GPU ÷ ours"]).toBe("3.00 ×");
  });

  test("threads are compared with as many", () => {
    const cells = [cell("ours", 2), cell("pytorch", 4), cell("ours-1", 9), cell("pytorch-1", 3)];
    expect(ratiosOf(report(...cells), "mlp-64-64")).toEqual({
      network: "mlp-64-64",
      oursToPytorch: 0.5,
      oursToPytorchOneThread: 3,
      stockToOurs: null,
    });
    expect(rowOf(timeTable(report(...cells)))["ours ÷ PyTorch, 1 thread"]).toBe("3.00 ×");
  });

  test("a backend that fails says why and takes no part in a ratio", () => {
    const missing: Cell = { network: "mlp-64-64", contender: "stock-wasm", ok: false, problem: "no Erf" };
    const row = rowOf(timeTable(report(cell("ours", 2), missing, cell("cpu", 100))));
    expect(row["stock WebAssembly, 2 threads"]).toBe("no Erf");
    expect(row["best stock without GPU ÷ ours"]).toBe("50.0 ×");
    expect(rowOf(timeTable(report(missing)))["best stock without GPU ÷ ours"]).toBe("–");
  });

  test("heads say what really ran: threads in use, software adapters", () => {
    const table = timeTable(report(cell("ours", 2, { threads: 1 }), cell("webgpu", 2, { isSoftware: true })));
    expect(Object.keys(rowOf(table))).toEqual(
      expect.arrayContaining(["ours, 1 thread", "stock WebGPU (software adapter)"]),
    );
  });
});

test("losses are held against those of JavaScript, and against each other", () => {
  const cells = [cell("ours", 2, { losses: [2, 1.5] }), cell("ours-1", 3), cell("cpu", 100)];
  expect(markdownOf(report(...cells))).toContain("5.0e-1 over 2");
  expect(markdownOf(report(...cells))).toContain("other losses with all threads than with one on mlp-64-64");
  expect(markdownOf(report(cell("ours", 2), cell("ours-1", 3)))).toContain("to the last bit");
});

test("the largest relative difference is of the steps that both have, and a NaN is not small", () => {
  expect(largestLossDifference([1, 2, 5], [1, 4])).toEqual({ steps: 2, difference: 0.5 });
  expect(largestLossDifference([1, NaN], [1, 1])?.difference).toBeNaN();
  expect(largestLossDifference([], [1])).toBeNull();
});

test("the median of an even count lies between the middle two", () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([])]).toEqual([2, 2.5, NaN]);
});

test("a profile sums up by kernel and says what is left between them", () => {
  const kernels = [
    { name: "Conv2D", shapes: "1", calls: 2, ms: 6, leastMs: 2 },
    { name: "Add", shapes: "1", calls: 4, ms: 1, leastMs: 0.1 },
    { name: "Conv2D", shapes: "2", calls: 2, ms: 1, leastMs: 0.5 },
  ];
  const lines = profileTables({ steps: 2, totalMs: 10, kernels }).split("\n");
  const [conv, add, between] = lines.slice(2);
  expect([conv, add, between].map((line) => line?.split("|").map((word) => word.trim()))).toEqual([
    ["", "Conv2D", "2", "3.500", "70.0 %", ""],
    ["", "Add", "2", "0.500", "10.0 %", ""],
    ["", "between the kernels", "", "1.000", "20.0 %", ""],
  ]);
  const cells = lines
    .at(-1)
    ?.split("|")
    .map((word) => word.trim());
  expect(cells).toEqual(["", "Conv2D", "2", "1", "0.500", "10.0 %", "0.500", ""]);
});

test("the README keeps what stands around its section", () => {
  const readme = "a\n<!-- npm run bench -- --readme writes from here -->\nold\n<!-- to here -->\nb";
  const written = withSection(readme, "new");
  expect(written).toBe("a\n<!-- npm run bench -- --readme writes from here -->\n\nnew\n\n<!-- to here -->\nb");
  expect(withSection(written, "new")).toBe(written);
  expect(() => withSection("a", "new")).toThrow("markers");
  expect(() => withSection(readme, "new", webgpuCommand)).toThrow("markers");
});

/** The report as Markdown. */
import type { Contender } from "./contenders";
import { contenders } from "./contenders";
import type { Cell, Report } from "./report";
import { cellOf, largestLossDifference } from "./report";
import type { Profile } from "./session";

/** Contenders that need no graphics adapter and are not ours. */
const stockWithoutGpu = ["cpu", "stock-wasm"];

/** Everything below the README's heading: the machine, the times, what else was measured, and how. */
export function markdownOf(report: Report): string {
  return [machineLine(report), timeTable(report), notes(report), "", otherTable(report)].join("\n\n");
}

export function machineLine({ machine, threads }: Report): string {
  const { date, processor, cores, browser, pytorch } = machine;
  const python = pytorch ?? "no PyTorch";
  return `${date.slice(0, 10)} · ${processor}, ${cores} cores, ${threads} threads · ${browser} · ${python}`;
}

export function timeTable(report: Report): string {
  const shown = contenders.filter(({ id }) => report.cells.some((cell) => cell.contender === id));
  const columns = shown.flatMap((contender): readonly Column[] => {
    const column: Column = {
      head: headOf(contender, report),
      cell: (network) => timeOf(cellOf(report, network, contender.id)),
    };
    const rival = { pytorch: "ours", "pytorch-1": "ours-1" }[contender.id];
    if (!rival) return [column];
    return [
      column,
      {
        head: "ours ÷ PyTorch",
        cell: (network) => ratioOf(medianOf(report, network, rival), medianOf(report, network, contender.id)),
      },
    ];
  });
  const stock: Column = {
    head: "best stock without GPU ÷ ours",
    cell: (network) =>
      ratioOf(
        Math.min(...stockWithoutGpu.map((id) => medianOf(report, network, id)).filter((ms) => !Number.isNaN(ms))),
        medianOf(report, network, "ours"),
      ),
  };
  const all: readonly Column[] = [{ head: "ms a step: min / median", cell: (network) => network }, ...columns, stock];
  return tableOf(
    all.map(({ head }) => head),
    networksOf(report).map((network) => all.map(({ cell }) => cell(network))),
  );
}

interface Column {
  readonly head: string;
  readonly cell: (network: string) => string;
}

function headOf({ id, label, threads }: Contender, report: Report): string {
  const count = threads === "one" ? 1 : report.threads;
  const isSoftware = report.cells.some((cell) => cell.contender === id && cell.ok && cell.measured.isSoftware);
  if (isSoftware) return `${label} (software adapter)`;
  return threads === null || id === "stock-wasm" ? label : `${label}, ${count} thread${count === 1 ? "" : "s"}`;
}

function notes(report: Report): string {
  const details = contenders.flatMap(({ id, label }) => {
    const found = report.cells.flatMap((cell) => (cell.ok && cell.contender === id ? [cell.measured] : []))[0];
    if (!found) return [];
    const threads = found.threads === null ? "" : `${found.threads} thread${found.threads === 1 ? "" : "s"}`;
    const words = [found.detail, threads].filter(Boolean).join(", ");
    return words ? [`${label}: ${words}`] : [];
  });
  return [
    "A step is a batch in, forward, backward and Adam; the networks, their data and their start values are the same for every backend, of the same shapes in PyTorch.",
    "“Stock” is TensorFlow.js 4.22.0 with the project's own layers, but without kernels of ours. Ours and PyTorch are timed by turns.",
    `In use: ${[...new Set(details)].join("; ")}.`,
  ].join(" ");
}

export function otherTable(report: Report): string {
  const heads = [
    "network",
    "on",
    "first step, ms",
    "memory, MB",
    "kernels",
    "dispatches",
    "steps timed",
    "losses against JavaScript",
  ];
  const rows = networksOf(report).flatMap((network) => {
    const reference = cellOf(report, network, "cpu");
    return contenders.flatMap((contender) => {
      const cell = cellOf(report, network, contender.id);
      if (!cell?.ok) return [];
      const { firstMs, memoryBytes, kernels, dispatches, stepMs } = cell.measured;
      const isReference = contender.where === "pytorch" || contender.id === "cpu" || !reference?.ok;
      const difference = isReference ? null : largestLossDifference(cell.measured.losses, reference.measured.losses);
      return [
        [
          network,
          headOf(contender, report),
          numberOf(firstMs),
          memoryBytes === null ? "" : numberOf(memoryBytes / 2 ** 20),
          kernels === null ? "" : String(kernels),
          dispatches ? String(dispatches) : "",
          String(stepMs.length),
          difference ? `${difference.difference.toExponential(1)} over ${difference.steps}` : "",
        ],
      ];
    });
  });
  return tableOf(heads, rows);
}

export function profileTable({ steps, totalMs, kernels }: Profile): string {
  const inKernels = kernels.reduce((sum, { ms }) => sum + ms, 0);
  const row = (name: string, calls: string, ms: number) => [
    name,
    calls,
    (ms / steps).toFixed(3),
    `${((100 * ms) / totalMs).toFixed(1)} %`,
  ];
  return tableOf(
    ["kernel", "calls a step", "ms a step", "share"],
    [
      ...kernels.map(({ name, calls, ms }) => row(name, (calls / steps).toFixed(0), ms)),
      row("between the kernels", "", totalMs - inKernels),
      row("all", "", totalMs),
    ],
  );
}

function networksOf(report: Report): readonly string[] {
  return [...new Set(report.cells.map(({ network }) => network))];
}

function medianOf(report: Report, network: string, contender: string): number {
  const cell = cellOf(report, network, contender);
  return cell?.ok ? cell.measured.medianMs : NaN;
}

function timeOf(cell: Cell | undefined): string {
  if (!cell) return "";
  return cell.ok ? `${numberOf(cell.measured.minMs)} / ${numberOf(cell.measured.medianMs)}` : cell.problem;
}

function ratioOf(numerator: number, denominator: number): string {
  const ratio = numerator / denominator;
  return Number.isFinite(ratio) ? `${numberOf(ratio)} ×` : "–";
}

/** Three digits that count, never an exponent. */
export function numberOf(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
  return value.toFixed(digits);
}

function tableOf(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, i) => Math.max(head.length, 3, ...rows.map((row) => (row[i] ?? "").length)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")} |`;
  const rule = `|${widths.map((width, i) => (i === 0 ? "-".repeat(width + 2) : `${"-".repeat(width + 1)}:`)).join("|")}|`;
  return [line(heads), rule, ...rows.map(line)].join("\n");
}

/** The report as Markdown. */
import type { Contender } from "./contenders";
import { browserContenders as contenders } from "./contenders";
import { numberOf, tableOf } from "./markdown";
import type { Cell, Measured, Ratios, Report } from "./report";
import { cellOf, largestLossDifference, networksOf, ratiosOf } from "./report";

/** Which ratio stands beside a contender. */
const ratioBeside: Readonly<Record<string, keyof Omit<Ratios, "network">>> = {
  pytorch: "oursToPytorch",
  "pytorch-1": "oursToPytorchOneThread",
};

/** Everything below the README's heading: the machine, the times, what else was measured, and notes. */
export function markdownOf(report: Report): string {
  return [machineLine(report), timeTable(report), otherTable(report), notesOf(report)].join("\n\n");
}

/** Whether anybody was timed in the browser, or in PyTorch beside it. */
export function hasBrowserCells(report: Report): boolean {
  return report.cells.some(({ contender }) => contenders.some(({ id }) => id === contender));
}

export function machineLine({ machine, threads }: Report): string {
  const { date, processor, cores, load, browser, pytorch } = machine;
  return [
    date.slice(0, 10),
    `${processor}, ${cores} cores${load === null ? "" : `, load ${load.toFixed(1)} at the start`}`,
    `${threads} threads`,
    browser ?? "no browser",
    pytorch ?? "no PyTorch",
  ].join(" · ");
}

export function timeTable(report: Report): string {
  const shown = contenders.filter(({ id }) => report.cells.some((cell) => cell.contender === id));
  const columns = shown.flatMap((contender): readonly Column[] => {
    const column: Column = {
      head: headOf(contender, report),
      cell: (network) => timeOf(cellOf(report, network, contender.id)),
    };
    const ratio = ratioBeside[contender.id];
    if (!ratio) return [column];
    return [column, { head: `ours ÷ ${column.head}`, cell: (network) => ratioText(ratiosOf(report, network)[ratio]) }];
  });
  const stock: Column = {
    head: "best stock without GPU ÷ ours",
    cell: (network) => ratioText(ratiosOf(report, network).stockToOurs),
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

export function headOf({ id, label, threads }: Contender, report: Report): string {
  const measured = measuredBy(id, report)[0];
  if (measured?.isSoftware) return `${label} (software adapter)`;
  if (threads === null) return label;
  return `${label}, ${threadsOf(measured?.threads ?? (threads === "one" ? 1 : report.threads))}`;
}

function threadsOf(count: number): string {
  return `${count} thread${count === 1 ? "" : "s"}`;
}

export function measuredBy(contender: string, report: Report): readonly Measured[] {
  return report.cells.flatMap((cell) => (cell.ok && cell.contender === contender ? [cell.measured] : []));
}

/** What one has to know to read the tables, as a list. */
export function notesOf(report: Report): string {
  const used = contenders.flatMap(({ id, label }) => {
    const detail = measuredBy(id, report)[0]?.detail;
    return detail ? [`${label}: ${detail}`] : [];
  });
  const { pytorchBytes, tensorflow } = report.machine;
  const notes = [
    "A step is a batch in, forward, backward and Adam; no loss is read in it. The networks, their data and their start values are the same on every backend; PyTorch has layers of the same sizes and numbers of its own, in its default layout and without compilation.",
    `“Stock” is TensorFlow.js ${tensorflow} under the project's own layers, without kernels of ours and without replay. A cell without times says why, such as the kernel that the backend lacks.`,
    "Ours and PyTorch were timed by turns, the others one after the other. A graphics backend queues its work, so that a time is the mean of eight steps there.",
    "The first step is without what comes before it: starting browser or Python, compiling WebAssembly, making start values.",
    "Memory is the heap of WebAssembly, the buffers of a graphics backend, the tensors of JavaScript, all without the rows that lie in plain arrays; of PyTorch the whole process" +
      (pytorchBytes === null ? "." : ` (${numberOf(pytorchBytes / 2 ** 20)} MB before it has a network).`),
    "PyTorch's own recurrent layers drop nothing of the state: on text-lstm-dropout it drops of the inputs only, to its advantage.",
    ...(used.length > 0 ? [`In use: ${[...new Set(used)].join("; ")}.`] : []),
    ...sameBitsNote(report),
  ];
  return notes.map((note) => `- ${note}`).join("\n");
}

/** Whether the number of threads changes a bit of the losses. */
function sameBitsNote(report: Report): readonly string[] {
  const compared = networksOf(report).flatMap((network) => {
    const [all, one] = ["ours", "ours-1"].map((id) => cellOf(report, network, id));
    if (!all?.ok || !one?.ok) return [];
    const steps = Math.min(all.measured.losses.length, one.measured.losses.length);
    const isSame = all.measured.losses.slice(0, steps).every((loss, i) => loss === one.measured.losses[i]);
    return [{ network, isSame }];
  });
  if (compared.length === 0) return [];
  const different = compared.filter(({ isSame }) => !isSame).map(({ network }) => network);
  return [
    different.length === 0
      ? "Ours gave the same losses to the last bit with all threads and with one."
      : `Ours gave other losses with all threads than with one on ${different.join(", ")}.`,
  ];
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

/** Least and median milliseconds of a step, or why there are none. */
export function timeOf(cell: Cell | undefined): string {
  if (!cell) return "";
  return cell.ok ? `${numberOf(cell.measured.minMs)} / ${numberOf(cell.measured.medianMs)}` : cell.problem;
}

export function ratioText(ratio: number | null): string {
  return ratio === null ? "–" : `${numberOf(ratio)} ×`;
}

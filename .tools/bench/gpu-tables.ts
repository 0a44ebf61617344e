/** What was found on WebGPU in Node as Markdown: what a step asks of the device, what asking costs, and what it takes there. */
import type { Contender } from "./contenders";
import { gpuContenders } from "./contenders";
import { tableOf } from "./markdown";
import type { Report } from "./report";
import { cellOf, largestLossDifference, networksOf } from "./report";
import { measuredBy, ratioText, timeOf } from "./tables";

/** Everything below the README's heading. */
export function gpuMarkdownOf(report: Report): string {
  return [gpuMachineLine(report), gpuTable(report), gpuNotesOf(report)].join("\n\n");
}

/** Whether anybody was timed there. */
export function hasGpuCells(report: Report): boolean {
  return report.cells.some(({ contender }) => gpuContenders.some(({ id }) => id === contender));
}

function gpuMachineLine({ machine }: Report): string {
  const { date, processor, cores, load, node, adapter, pytorch, cuda } = machine;
  return [
    date.slice(0, 10),
    `${processor}, ${cores} cores${load === null ? "" : `, load ${load.toFixed(1)} at the start`}`,
    node ?? "no Node",
    adapter ?? "no graphics adapter",
    cuda && pytorch ? `${pytorch} on ${cuda}` : "no PyTorch on a GPU",
  ].join(" · ");
}

interface Column {
  readonly head: string;
  readonly cell: (network: string) => string;
}

/** One row a network; of several contenders what one step asks, by turns. */
export function gpuTable(report: Report): string {
  const isShown = (id: string) => report.cells.some(({ contender }) => contender === id);
  const nullIds = shownOn("null").filter(isShown);
  const adapterIds = [...shownOn("adapter"), "pytorch-gpu"].filter(isShown);
  const isSoftware = adapterIds.some((id) => measuredBy(id, report).some((measured) => measured.isSoftware));
  const columns: readonly Column[] = [
    countColumn(report, "dispatches", "dispatches"),
    countColumn(report, "pipelines", "pipelines"),
    ...timeColumns(report, nullIds, "JavaScript alone"),
    ...timeColumns(report, adapterIds, isSoftware ? "software adapter" : "GPU"),
    ...lossColumn(report, "dawn-plain", "not replayed"),
    ...lossColumn(report, "dawn-stock", "stock"),
  ];
  return tableOf(
    ["a step", ...columns.map(({ head }) => head)],
    networksOf(report).map((network) => [network, ...columns.map(({ cell }) => cell(network))]),
  );
}

function shownOn(device: "null" | "adapter"): readonly string[] {
  return gpuContenders.flatMap((contender) =>
    contender.where === "node" && contender.device === device ? [contender.id] : [],
  );
}

/** What is counted hardly depends on the device, so that the null one, where batches may be smaller, helps out. */
function countColumn(report: Report, name: string, count: "dispatches" | "pipelines"): Column {
  const countOf = (network: string, kernels: "ours" | "stock") => {
    const found = gpuContenders.toReversed().flatMap((contender) => {
      const cell = contender.where === "node" && contender.kernels === kernels && cellOf(report, network, contender.id);
      return cell && cell.ok && cell.measured[count] !== null ? [String(cell.measured[count])] : [];
    });
    return found[0] ?? "–";
  };
  return {
    head: `${name}: ours / stock`,
    cell: (network) => `${countOf(network, "ours")} / ${countOf(network, "stock")}`,
  };
}

/** Times of each, and how many times longer than the first of them the others take; of PyTorch the other way round. */
function timeColumns(report: Report, ids: readonly string[], place: string): readonly Column[] {
  const [first] = ids;
  const medianMsOf = (network: string, id: string | undefined) => {
    const cell = id === undefined ? undefined : cellOf(report, network, id);
    return cell?.ok ? cell.measured.medianMs : NaN;
  };
  return ids.flatMap((id): readonly Column[] => {
    const label = labelOf(id);
    const times: Column = {
      head: `${place}, ms: ${label}`,
      cell: (network) => timeOf(cellOf(report, network, id)),
    };
    if (id === first) return [times];
    const isPytorch = id === "pytorch-gpu";
    const ratioOf = (network: string) => {
      const ratio = medianMsOf(network, id) / medianMsOf(network, first);
      return Number.isFinite(ratio) ? (isPytorch ? 1 / ratio : ratio) : null;
    };
    const head = isPytorch ? `ours ÷ ${label}` : `${label} ÷ ours`;
    return [times, { head, cell: (network) => ratioText(ratioOf(network)) }];
  });
}

function labelOf(id: string): string {
  return gpuContenders.find((contender: Contender) => contender.id === id)?.label ?? id;
}

/** How far the losses of ours are from those of another; "same bits" where they do not differ at all. */
function lossColumn(report: Report, id: string, label: string): readonly Column[] {
  if (!["dawn", id].every((each) => measuredBy(each, report).length > 0)) return [];
  const cell = (network: string) => {
    const [ours, other] = ["dawn", id].map((each) => cellOf(report, network, each));
    const found = ours?.ok && other?.ok ? largestLossDifference(ours.measured.losses, other.measured.losses) : null;
    if (!found) return "–";
    return `${found.difference === 0 ? "same bits" : found.difference.toExponential(1)} over ${found.steps}`;
  };
  return [{ head: `losses, ours against ${label}`, cell }];
}

/** What one has to know to read the table, as a list. */
function gpuNotesOf(report: Report): string {
  const isSoftware = gpuContenders.some(({ id }) => measuredBy(id, report).some((measured) => measured.isSoftware));
  const notes = [
    "“JavaScript alone” is the time of the calls that make a step, on a device that takes them and computes nothing: however fast a GPU is, a step takes no less (in a browser another process does part of that). It has 512 MB, so that `rgb-2conv` and `scan-224` have smaller batches there.",
    `“Stock” is TensorFlow.js ${report.machine.tensorflow} under the project's own layers, without kernels of ours and without replay. All on one device were timed by turns in the same minutes.`,
    "Times are of eight steps at once, as they are queued, with a batch in, forward, backward and Adam, and on an adapter with one report of the loss: min / median of a step.",
    ...(isSoftware
      ? ["The software adapter computes on the processor: its ratios say something, its times do not."]
      : []),
  ];
  return notes.map((note) => `- ${note}`).join("\n");
}

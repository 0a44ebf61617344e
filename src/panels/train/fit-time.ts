/** How long an epoch takes: measured where the network was fitted before, else roughly worked out. */
import { sizeOf } from "../../core/block";
import type { EngineInfo } from "../../core/engine-info";
import type { LayerSummary, NetworkSummary } from "../../core/network-summary";
import type { ResolvedFit, Run } from "../../core/run";

export interface EpochTime {
  readonly milliseconds: number;
  readonly isMeasured: boolean;
}

/** Rows of the subsets that an epoch goes through. */
interface RowCounts {
  readonly train: number;
  readonly validation: number;
}

/**
 * What a step costs beside the large convolution step that the engine timed (57 million multiplications). Its processor time was taken by turns
 * with that of 22 networks, ours and the lessons', of 16 to 128 pixels in batches of 4 to 64, on one thread: 0.0145 of it for a million
 * multiplications and 0.4 for a million values that layers pass on, which gave 18 of them within a
 * third, and the smallest (16 pixels, 8 filters) at half. Varying a picture takes
 * 0.03 ms at 28 pixels and 0.09 at 64, a fiftieth of learning from it, and is left out.
 */
const largeOfMillionProducts = 0.0145;
const largeOfMillionValues = 0.4;
/** Asking for what a layer does, beside the small step of 13 kernels: the lessons need 3.4 kernels a layer. */
const smallOfLayer = 3.4 / 13;
/** A residual block is two convolutions, two normalisations, the shortcut and the sum. */
const layersOfBlock = 6;
/** Training rows that are scored at the end of an epoch, of pictures. */
const mostScored = 1024;

/** `last` is the run that was fitted last. Null where nothing is known of this engine, or of networks other than of pictures. */
export function epochTime(
  network: NetworkSummary,
  fit: Pick<ResolvedFit, "training" | "dataset">,
  rows: RowCounts,
  engine: EngineInfo | null,
  last: Run | undefined,
): EpochTime | null {
  const isSame =
    last?.backend === engine?.backend &&
    last?.rowCounts.train === rows.train &&
    last.request.dataset === fit.dataset &&
    last.request.training.batchSize === fit.training.batchSize &&
    isSameNetwork(last.network, network);
  const times = last?.history.map(({ durationMs }) => durationMs).toSorted((a, b) => a - b) ?? [];
  const median = times[times.length >> 1];
  if (isSame && median !== undefined) return { milliseconds: median, isMeasured: true };
  const candidate = engine?.candidates.find(({ backend }) => backend === engine.backend);
  const { ms, largeMs } = candidate ?? {};
  if (ms == null || largeMs === undefined || network.inputShape?.length !== 3) return null;
  const batch = Math.min(fit.training.batchSize, rows.train);
  const steps = Math.ceil(rows.train / batch);
  const { products, values, layers } = workOf(network);
  const perRow = (largeMs * (3 * products * largeOfMillionProducts + values * largeOfMillionValues)) / 1e6;
  // A short batch is filled up. Forwards alone is about a third of a step's work.
  const scored = Math.min(rows.train, mostScored) + rows.validation;
  const milliseconds = steps * (ms * layers * smallOfLayer + batch * perRow) + (scored * perRow) / 3;
  return { milliseconds, isMeasured: false };
}

/** Multiplications of one case forwards, values that its layers make, and layers with those in blocks. */
function workOf({ layers }: NetworkSummary) {
  let work = { products: 0, values: 0, layers: 0 };
  for (const layer of layers) {
    work = {
      products: work.products + productsOf(layer),
      values: work.values + (layer.valueCount ?? sizeOf(layer.outputShape)),
      layers: work.layers + (layer.type === "residual" ? layersOfBlock : 1),
    };
  }
  return work;
}

/** Each weight of a convolution is used at every place of its output. */
function productsOf({ outputShape, weightCount }: LayerSummary): number {
  const places = outputShape.length === 3 ? outputShape[0]! * outputShape[1]! : 1; // of the rank
  return places * weightCount;
}

function isSameNetwork(a: NetworkSummary | null, b: NetworkSummary): boolean {
  const shapes = ({ layers }: NetworkSummary) =>
    JSON.stringify(layers.map(({ type, outputShape }) => [type, outputShape]));
  return a !== null && a.weightCount === b.weightCount && shapes(a) === shapes(b);
}

/** How long an epoch takes: measured where the network was fitted before, else roughly worked out. */
import { sizeOf } from "../../core/block";
import type { EngineInfo } from "../../core/engine-info";
import type { NetworkSummary } from "../../core/network-summary";
import type { ResolvedFit, Run } from "../../core/run";

export interface EpochTime {
  readonly milliseconds: number;
  readonly isMeasured: boolean;
}

/**
 * Of the WebAssembly backend with two threads, from the times of the four lesson networks in the README's table, which this
 * formula gives within a factor of two: operations cost what a large convolution takes, values what passing over them takes,
 * and a step has a price of its own.
 */
const stepMs = 4;
/** Training rows that are scored at the end of an epoch. */
const mostScored = 4096;
const msPerMillionProducts = 0.01;
const msPerMillionValues = 0.7;
/** What the convolution step of the engine's choice took where those times were measured. */
const referenceMs = 0.45;

/** `last` is the run that was fitted last. Null where nothing is known of this engine, or of networks other than of pictures. `rowCount` is that of the training rows. */
export function epochTime(
  network: NetworkSummary,
  fit: Pick<ResolvedFit, "training" | "dataset">,
  rowCount: number,
  engine: EngineInfo | null,
  last: Run | undefined,
): EpochTime | null {
  const isSame =
    last?.backend === engine?.backend &&
    last?.rowCounts.train === rowCount &&
    last.request.dataset === fit.dataset &&
    last.request.training.batchSize === fit.training.batchSize &&
    isSameNetwork(last.network, network);
  const times = last?.history.map(({ durationMs }) => durationMs).toSorted((a, b) => a - b) ?? [];
  const median = times[times.length >> 1];
  if (isSame && median !== undefined) return { milliseconds: median, isMeasured: true };
  const candidate = engine?.candidates.find(({ backend }) => backend === engine.backend);
  if (candidate?.backend !== "wasm" || candidate.ms === null || network.inputShape?.length !== 3) return null;
  const batch = Math.min(fit.training.batchSize, rowCount);
  const values = network.layers.reduce((sum, layer) => sum + sizeOf(layer.outputShape), 0);
  const perRow = (3 * productsOf(network) * msPerMillionProducts + values * msPerMillionValues) / 1e6;
  const steps = Math.ceil(rowCount / batch);
  // Forwards alone is about a third of a step's work.
  const scoring = (Math.min(rowCount, mostScored) * perRow) / 3;
  const milliseconds = steps * (stepMs + batch * perRow) + scoring;
  return { milliseconds: (milliseconds * candidate.ms) / referenceMs, isMeasured: false };
}

/** Multiplications of one case forwards: each weight of a convolution is used at every place of its output. */
function productsOf({ layers }: NetworkSummary): number {
  return layers.reduce((sum, { outputShape, weightCount }) => {
    const places = outputShape.length === 3 ? outputShape[0]! * outputShape[1]! : 1; // of the rank
    return sum + places * weightCount;
  }, 0);
}

function isSameNetwork(a: NetworkSummary | null, b: NetworkSummary): boolean {
  const shapes = ({ layers }: NetworkSummary) =>
    JSON.stringify(layers.map(({ type, outputShape }) => [type, outputShape]));
  return a !== null && a.weightCount === b.weightCount && shapes(a) === shapes(b);
}

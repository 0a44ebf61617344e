/** A network of pictures as pictures: its first kernels, and the channels of its layers for one picture. */
import type { Block } from "../core/block";
import { createBlock, sizeOf } from "../core/block";
import type { LayerMaps, NetworkView } from "../core/look";
import type { LayerSummary } from "../core/network-summary";
import type { Picture } from "../core/picture";
import { downloadNow, inspectNetwork } from "../tensor/inspect";
import type { Network } from "../tensor/network";
import { summariseNetwork } from "../tensor/network";
import { gridOf } from "./look-at-attention";
import type { NetworkHead } from "./network-head";
import { predictionsOf } from "./network-head";

const mostFilters = 64;
const mostLayers = 8;
const mostMaps = 16;
/** All maps of a look together, so that an answer stays under 200 kB. */
const mapBytes = 160_000;
const mostSide = 64;

/** `picture` is [1, height, width, channel] as the network takes it, or null where only the filters are wanted. */
export async function lookAtNetwork(network: Network, head: NetworkHead, picture: Block | null): Promise<NetworkView> {
  const grid = gridOf(network.spec);
  const [, , depth = 0] = network.spec.inputShape;
  const watched = picture ? watchedLayers(summariseNetwork(network.spec, 1, 0).layers, grid !== null) : [];
  const kernel = [...network.weights, ...network.measured].find(({ variable }) => variable.rank === (grid ? 2 : 4));
  // Both are asked for before the first wait: they are of the same weights.
  const [kernels, seen] = await Promise.all([
    kernel && [1, 3].includes(grid ? depth : (kernel.variable.shape[2] ?? 0)) ? downloadNow(kernel.variable) : null,
    picture &&
      inspectNetwork(
        network,
        picture,
        watched.map(({ index }) => index),
      ),
  ]);
  const side = Math.min(mostSide, Math.floor(Math.sqrt(mapBytes / (mostMaps * Math.max(1, watched.length)))));
  return {
    filters: kernels ? filterPictures(grid ? inPlace(kernels, [grid.side, grid.side, depth]) : kernels) : [],
    layers: watched.map(({ label }, i) => {
      const block = seen!.layers[i]!; // one for each that was asked for
      return layerMaps(label, grid ? inPlace(block, [1, grid.rows, grid.columns]) : block, side);
    }),
    outputs: seen && picture && predictionsOf(head, seen.outputs, picture),
  };
}

/** What lies in a row of squares or pixels as it lies in the picture; the last axis stays. */
function inPlace({ data, shape }: Block, extents: readonly number[]): Block {
  return createBlock(data, [...extents, shape.at(-1) ?? 0]);
}

const convolutions: ReadonlySet<string> = new Set([
  "conv2d",
  "separable-conv2d",
  "depthwise-conv2d",
  "residual",
  "backbone",
]);
const normalizations: ReadonlySet<string> = new Set(["batch-normalization", "layer-normalization"]);

interface Watched {
  readonly index: number;
  readonly label: LayerMaps["label"];
}

/** Layers that make maps, each with the normalisation that follows it; of many, some at equal distances, first and last among them. */
function watchedLayers(layers: readonly LayerSummary[], isCut: boolean): readonly Watched[] {
  const found = layers.flatMap(({ type, label, outputShape }, index): readonly Watched[] => {
    const isMap = convolutions.has(type) && outputShape.length === 3 && sizeOf(outputShape.slice(0, 2)) > 1;
    // The blocks of a picture in squares keep each square in its place.
    if (!isMap && !(isCut && type === "transformer-block")) return [];
    return [{ index: normalizations.has(layers[index + 1]?.type ?? "") ? index + 1 : index, label }];
  });
  if (found.length <= mostLayers) return found;
  return Array.from(
    { length: mostLayers },
    (_, i) => found[Math.round((i * (found.length - 1)) / (mostLayers - 1))]!, // from the first to the last
  );
}

/** [height, width, 1 or 3, filter] to one picture a filter. */
function filterPictures({ data, shape }: Block): readonly Picture[] {
  const [height = 0, width = 0, depth = 0, filters = 0] = shape;
  return Array.from({ length: Math.min(filters, mostFilters) }, (_, filter): Picture => {
    const weights = Array.from({ length: height * width * depth }, (__, i) => data[i * filters + filter]!); // in the block
    const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) || 1;
    const pixels = Uint8Array.from(weights, (weight) => Math.round(127.5 + (127.5 * weight) / largest));
    return { width, height, channels: depth === 3 ? 3 : 1, pixels };
  });
}

function layerMaps(label: LayerMaps["label"], block: Block, side: number): LayerMaps {
  const [, height = 0, width = 0, channels = 0] = block.shape;
  const means = channelMeans(block, channels);
  const chosen = Array.from(means.keys())
    .toSorted((a, b) => means[b]! - means[a]! || a - b) // channel numbers
    .slice(0, mostMaps);
  const scale = Math.min(1, side / Math.max(height, width));
  const size = { height: Math.max(1, Math.floor(height * scale)), width: Math.max(1, Math.floor(width * scale)) };
  return {
    label,
    shape: [height, width, channels],
    maps: chosen.map((channel) => mapPicture(block, channel, size)),
  };
}

function channelMeans({ data }: Block, channels: number): Float64Array {
  const sums = new Float64Array(channels);
  for (let i = 0; i < data.length; i += channels) {
    for (let channel = 0; channel < channels; channel++) sums[channel]! += data[i + channel]!; // in the block
  }
  return sums.map((sum) => (sum * channels) / data.length);
}

/** A channel of [1, height, width, channel], every pixel the mean of those that it stands for, from its smallest (0) to its largest (255). */
function mapPicture(block: Block, channel: number, size: Pick<Picture, "height" | "width">): Picture {
  const [, height = 0, width = 0, channels = 0] = block.shape;
  const means = new Float64Array(size.height * size.width);
  for (let y = 0; y < size.height; y++) {
    const [top, bottom] = [Math.floor((y * height) / size.height), Math.floor(((y + 1) * height) / size.height)];
    for (let x = 0; x < size.width; x++) {
      const [left, right] = [Math.floor((x * width) / size.width), Math.floor(((x + 1) * width) / size.width)];
      let sum = 0;
      for (let v = top; v < bottom; v++)
        for (let u = left; u < right; u++) sum += block.data[(v * width + u) * channels + channel]!; // in the block
      means[y * size.width + x] = sum / ((bottom - top) * (right - left));
    }
  }
  const low = means.reduce((a, b) => Math.min(a, b), Infinity);
  const high = means.reduce((a, b) => Math.max(a, b), -Infinity);
  const scale = high > low ? 255 / (high - low) : 0;
  return { ...size, channels: 1, pixels: Uint8Array.from(means, (mean) => Math.round((mean - low) * scale)) };
}

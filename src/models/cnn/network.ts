/** The convolution networks: those that lessons name, to the letter, and ours for small sets of small pictures. The last layer gives logits, one for two classes. */
import { fail } from "../../core/failure";
import type { JsonObject } from "../../core/json";
import type { LayerSpec } from "../../tensor/layers/registry";
import type { NetworkSpec } from "../../tensor/network";

/** `inputShape` is [height, width, channel]; shapes that are too small are refused when the network is made. */
type Preset = (inputShape: readonly number[], outputCount: number) => NetworkSpec;

const pool: LayerSpec = { type: "max-pooling2d", poolSize: 2 };
const flatten: LayerSpec = { type: "flatten" };
const dense = (units: number): LayerSpec => ({ type: "dense", units, activation: "relu" });
const logits = (units: number): LayerSpec => ({ type: "dense", units, activation: "linear" });

function convolution(filters: number, padding: "same" | "valid"): LayerSpec {
  return { type: "conv2d", filters, kernelSize: 3, padding, activation: "relu" };
}

export const presets = {
  /** On 224 × 224 × 3 nearly all of its 50,467,969 weights are in one dense layer. */
  "scan-224": (inputShape, outputCount) => ({
    inputShape,
    layers: [convolution(32, "valid"), pool, flatten, dense(128), logits(outputCount)],
  }),
  "digits-1conv": (inputShape, outputCount) => ({
    inputShape,
    layers: [convolution(32, "valid"), flatten, logits(outputCount)],
  }),
  "digits-3conv": (inputShape, outputCount) => ({
    inputShape,
    layers: [
      convolution(32, "valid"),
      pool,
      convolution(64, "valid"),
      pool,
      convolution(64, "valid"),
      flatten,
      dense(64),
      logits(outputCount),
    ],
  }),
  "rgb-2conv": (inputShape, outputCount) => ({
    inputShape,
    layers: [convolution(32, "same"), pool, convolution(64, "same"), pool, flatten, dense(1000), logits(outputCount)],
  }),
} as const satisfies Readonly<Record<string, Preset>>;

type PresetId = keyof typeof presets;

const isPreset = (id: unknown): id is PresetId => typeof id === "string" && Object.hasOwn(presets, id);

/** Of pictures with shorter sides a lesson's layers leave nothing. */
const shortestSides: { readonly [Id in PresetId]: number } = {
  "scan-224": 4,
  "digits-1conv": 3,
  "digits-3conv": 18,
  "rgb-2conv": 4,
};

/** The layers before the last one, for pictures of this shape [height, width, channel]. Throws `fit/setting` where they are too small. */
export function hiddenLayers(inputShape: readonly number[], hyperparameters: JsonObject): readonly LayerSpec[] {
  const { architecture, width, dropout } = hyperparameters;
  if (isPreset(architecture)) {
    requireSide(architecture, inputShape);
    // Their logits stand last, whatever their number.
    return presets[architecture](inputShape, 1).layers.slice(0, -1);
  }
  const block = architecture === "separable" ? separableBlock : residualBlock;
  return stages(inputShape, Number(width), block, Number(dropout));
}

function requireSide(id: PresetId, [height = 0, width = 0]: readonly number[]): void {
  const shortest = shortestSides[id];
  if (Math.min(height, width) >= shortest) return;
  throw fail("fit/setting", {
    setting: "imageSize",
    reasonEn: `pictures of ${height} × ${width} pixels are too small for the layers “${id}”, which need ${shortest}`,
    reasonZh: `${height} × ${width} 像素的图片对“${id}”的各层来说太小，至少需要 ${shortest} 像素`,
  });
}

/** Below this side a picture is not halved any more. */
const smallestSide = 6;
const leastStages = 3;

/**
 * A convolution, then blocks whose filters double twice while the picture halves, until little of it is left to be averaged;
 * the mean of what each filter found goes on.
 */
function stages(
  inputShape: readonly number[],
  width: number,
  block: (filters: number) => LayerSpec,
  dropout: number,
): readonly LayerSpec[] {
  let [height = 1, across = 1] = inputShape;
  const layers: LayerSpec[] = [bare(width), normalised("relu")];
  for (let stage = 0; ; stage++) {
    const isHalved = Math.min(height, across) >= smallestSide;
    if (!isHalved && stage >= leastStages) break;
    if (isHalved) {
      layers.push(pool);
      [height, across] = [Math.floor(height / 2), Math.floor(across / 2)];
    }
    layers.push(block(width * 2 ** Math.min(stage, leastStages - 1)));
  }
  layers.push({ type: "global-average-pooling" });
  if (dropout > 0) layers.push({ type: "dropout", rate: dropout });
  return layers;
}

/** No bias: the normalisation after it would take it away again. */
function bare(filters: number) {
  return {
    type: "conv2d",
    filters,
    kernelSize: 3,
    padding: "same",
    activation: "linear",
    useBias: false,
  } as const;
}

/** Moving means over some ten steps: small sets have few steps an epoch. */
function normalised(activation: "relu" | "linear") {
  return { type: "batch-normalization", momentum: 0.9, activation } as const;
}

/** He et al. 2016, with the pooling before the block in place of a stride. */
function residualBlock(filters: number): LayerSpec {
  return {
    type: "residual",
    layers: [bare(filters), normalised("relu"), bare(filters), normalised("linear")],
    activation: "relu",
  };
}

/** The same with depthwise-separable convolutions (Chollet 2017): about a seventh of the weights. */
function separableBlock(filters: number): LayerSpec {
  const separable = { ...bare(filters), type: "separable-conv2d" } as const;
  return {
    type: "residual",
    layers: [separable, normalised("relu"), separable, normalised("linear")],
    activation: "relu",
  };
}

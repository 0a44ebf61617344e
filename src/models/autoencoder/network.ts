/** Networks that give their inputs back through fewer numbers, the code. */
import { sizeOf } from "../../core/block";
import { fail } from "../../core/failure";
import type { JsonObject } from "../../core/json";
import type { LayerSpec } from "../../tensor/layers/registry";
import type { LossSpec } from "../../tensor/losses/registry";
import type { NetworkSpec } from "../../tensor/network";

/** A network with what is known of its inside. Plain data, saved with the model. */
export interface AutoencoderPlan {
  readonly spec: NetworkSpec;
  readonly codeSize: number;
  /** Number of the layer that gives the code; null where it stands behind the outputs, as the mean of a variational one. */
  readonly codeLayer: number | null;
}

/**
 * Input to a code (ReLU) to the input again; images go in and come out as rows. `output` is "sigmoid" for values from 0
 * to 1, "linear" for any.
 */
export function denseAutoencoder(
  inputShape: readonly number[],
  codeSize: number,
  output: "linear" | "sigmoid",
): NetworkSpec {
  return {
    inputShape,
    layers: [
      ...(inputShape.length === 1 ? [] : [{ type: "flatten" } as const]),
      { type: "dense", units: codeSize, activation: "relu" },
      { type: "dense", units: sizeOf(inputShape), activation: output },
    ],
  };
}

/** From the inputs to what stands before the code, and from the code to the outputs. */
interface Halves {
  readonly before: readonly LayerSpec[];
  readonly after: readonly GrowingLayer[];
}

/** What a variational layer may hold. */
type GrowingLayer = Extract<
  LayerSpec,
  { type: "dense" | "reshape" | "conv2d-transpose" | "conv1d" | "gru" | "flatten" }
>;

/**
 * For rows [feature], windows of a series [step, feature] and pictures [height, width, channel]. Pixels are from 0 to 1, and other numbers anything.
 * Throws `fit/setting` where pictures cannot be halved, and where a recurrent one is asked for what has no steps.
 */
export function planAutoencoder(inputShape: readonly number[], hyperparameters: JsonObject): AutoencoderPlan {
  const { architecture, variational } = hyperparameters;
  const codeSize = codeSizeOf(inputShape, Number(hyperparameters["codeSize"] ?? 0));
  const output = inputShape.length === 3 ? "sigmoid" : "linear";
  if (architecture === "single" && variational !== true) {
    const spec = denseAutoencoder(inputShape, codeSize, output);
    return { spec, codeSize, codeLayer: spec.layers.length - 2 };
  }
  const { before, after } = halvesOf(inputShape, hyperparameters, output);
  if (variational === true) {
    const spec: NetworkSpec = { inputShape, layers: [...before, { type: "variational", codeSize, layers: after }] };
    return { spec, codeSize, codeLayer: null };
  }
  const code: LayerSpec = { type: "dense", units: codeSize, activation: "linear" };
  return { spec: { inputShape, layers: [...before, code, ...after] }, codeSize, codeLayer: before.length };
}

/** What is minimised. */
export function lossOfPlan({ codeLayer, codeSize }: AutoencoderPlan, { beta }: JsonObject): LossSpec {
  return codeLayer === null ? { type: "variational", beta: Number(beta ?? 0), codeSize } : "mean-squared-error";
}

/** Left open it is 32 for pictures, a third of a table's columns, and an eighth of a window's numbers, 2 to 16. */
function codeSizeOf(inputShape: readonly number[], asked: number): number {
  if (asked > 0) return asked;
  if (inputShape.length === 2) return Math.min(16, Math.max(2, Math.ceil(sizeOf(inputShape) / 8)));
  return inputShape.length === 3 ? 32 : Math.max(1, Math.ceil(sizeOf(inputShape) / 3));
}

function halvesOf(
  inputShape: readonly number[],
  { architecture, units, filters }: JsonObject,
  output: "linear" | "sigmoid",
): Halves {
  const isPicture = inputShape.length === 3;
  if (isPicture && architecture === "deep") return convolutions(inputShape, Number(filters ?? 16));
  const isWindow = inputShape.length === 2;
  if (isWindow && architecture === "deep") return stepConvolutions(inputShape, Number(filters ?? 16));
  if (architecture === "recurrent") {
    if (isWindow) return recurrence(inputShape, (units as readonly number[])[0] ?? 32); // the field is of integers
    throw refuseRecurrence();
  }
  const flat: readonly LayerSpec[] = inputShape.length === 1 ? [] : [{ type: "flatten" }];
  const sizes = architecture === "single" ? [] : (units as readonly number[]); // the field is of integers
  const dense = (size: number) => ({ type: "dense", units: size, activation: "relu" }) as const;
  return {
    before: [...flat, ...sizes.map(dense)],
    after: [...sizes.toReversed().map(dense), { type: "dense", units: sizeOf(inputShape), activation: output }],
  };
}

const [fewestHalvings, mostHalvings] = [2, 3];

/** Strided convolutions down, as many transposed ones up; filters double while the picture halves. */
function convolutions([height = 0, width = 0, channels = 1]: readonly number[], filters: number): Halves {
  let halvings = 0;
  while (halvings < mostHalvings && isDivisible(height, halvings + 1) && isDivisible(width, halvings + 1)) halvings++;
  if (halvings < fewestHalvings) throw refuseSide(height, width);
  const filtersAt = (stage: number) => filters * 2 ** stage;
  const stages = Array.from({ length: halvings }, (_, stage) => stage);
  const smallest = [height / 2 ** halvings, width / 2 ** halvings, filtersAt(halvings - 1)];
  const sliding = { kernelSize: 3, strides: 2, padding: "same" } as const;
  const grow = (count: number, activation: "relu" | "sigmoid"): GrowingLayer => ({
    ...{ type: "conv2d-transpose", filters: count, activation },
    ...sliding,
  });
  return {
    before: [
      ...stages.map((stage): LayerSpec => ({
        ...{ type: "conv2d", filters: filtersAt(stage), activation: "relu" },
        ...sliding,
      })),
      { type: "flatten" },
    ],
    after: [
      { type: "dense", units: sizeOf(smallest), activation: "relu" },
      { type: "reshape", shape: smallest },
      ...stages
        .toReversed()
        .map((stage) => (stage === 0 ? grow(channels, "sigmoid") : grow(filtersAt(stage - 1), "relu"))),
      { type: "flatten" },
    ],
  };
}

const stepKernel = 5;

/** Convolutions over the steps, the first two of which halve them; back from the code all steps at once, each smoothed with its neighbours twice. */
function stepConvolutions([steps = 0, width = 0]: readonly number[], filters: number): Halves {
  const sliding = { type: "conv1d", kernelSize: stepKernel, padding: "same" } as const;
  return {
    before: [
      { ...sliding, filters, strides: 2, activation: "relu" },
      { ...sliding, filters: 2 * filters, strides: 2, activation: "relu" },
      { type: "flatten" },
    ],
    after: [
      { type: "dense", units: steps * filters, activation: "relu" },
      { type: "reshape", shape: [steps, filters] },
      { ...sliding, filters, activation: "relu" },
      { ...sliding, filters: width, activation: "linear" },
      { type: "flatten" },
    ],
  };
}

/** The state of a GRU after the last step; back from the code what another one is given at each step. */
function recurrence([steps = 0, width = 0]: readonly number[], units: number): Halves {
  const given = Math.max(1, Math.ceil(units / 4));
  return {
    before: [{ type: "gru", units }],
    after: [
      { type: "dense", units: steps * given, activation: "relu" },
      { type: "reshape", shape: [steps, given] },
      { type: "gru", units, returnSequences: true },
      { type: "dense", units: width, activation: "linear" },
      { type: "flatten" },
    ],
  };
}

function refuseRecurrence(): Error {
  return fail("fit/setting", {
    setting: "architecture",
    reasonEn: "a recurrent autoencoder reads windows of a series step by step; rows and pictures have no steps",
    reasonZh: "循环自编码器逐步读取序列的窗口；单行数据和图片没有步",
  });
}

const isDivisible = (side: number, times: number) => side % 2 ** times === 0 && side / 2 ** times >= 2;

function refuseSide(height: number, width: number): Error {
  const step = 2 ** fewestHalvings;
  return fail("fit/setting", {
    setting: "imageSize",
    reasonEn: `pictures of ${height} × ${width} pixels cannot be halved ${fewestHalvings} times; choose a multiple of ${step} such as 32, or dense layers`,
    reasonZh: `${height} × ${width} 像素的图片无法减半 ${fewestHalvings} 次；请选择 ${step} 的倍数（例如 32），或改用全连接层`,
  });
}

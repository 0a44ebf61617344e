/**
 * A head behind a network from the disk. Frozen: every picture goes through that network once, and the head learns from what came
 * out; fine-tuned: both learn, the backbone at a rate of its own. Its batch normalisation keeps the statistics that it came with.
 */
import { createBlock, sizeOf, type Block } from "../../core/block";
import type { Estimator, FitContext, FitYield, Materials } from "../../core/estimator";
import { WorkbenchError } from "../../core/failure";
import type { JsonObject } from "../../core/json";
import { decayOf } from "../../core/network-fields";
import { createRandom } from "../../core/random";
import type { Samples } from "../../core/samples";
import { joinNetworks } from "../../tensor/join-networks";
import type { LayerSpec } from "../../tensor/layers/registry";
import { createNetwork, startFrom, summariseNetwork, type Network } from "../../tensor/network";
import { optimizerRules } from "../../tensor/optimizers/registry";
import { findLearningRate } from "../../training/find-learning-rate";
import { fitNetwork } from "../../training/fit-network";
import { createNetworkModel, restoreNetworkModel } from "../../training/network-estimator";
import { headOf, outputCountOf, problemOf, type NetworkHead } from "../../training/network-head";
import type { NetworkProblem } from "../../training/network-problem";
import { createProgress, extractFeatures, measureFeatures } from "./features";
import { planModel, type Plan } from "./plan";

const family = "backbone";

/** Training pictures by which the features are brought to one scale where they are not all needed. */
const mostMeasured = 256;

export const estimator: Estimator = {
  describe({ shape: inputShape }, outputCount, hyperparameters, training, _rowCount, materials) {
    const plan = planOrNothing(materials, inputShape, hyperparameters);
    if (!plan) return null;
    const last = lastLayer(outputCount);
    const layers = [...plan.front, ...plan.back, last];
    const slotCount = optimizerRules[training.optimizer].slots.length;
    const summary = summariseNetwork({ inputShape, layers }, training.batchSize, slotCount);
    return plan.isFrozen && training.augmentation !== false ? { ...summary, warning: ignoredAugmentation } : summary;
  },
  isDescent: () => true,
  async *fit(train, context) {
    const plan = planOf(train, context);
    const head = headOf(train, context);
    const modelOf = (network: Network) => createNetworkModel(family, network, head);
    const front = startFront(plan, train, context);
    let result: Network | null = null;
    try {
      const problem = yield* problemFor(plan, front, head, train, context);
      // What is fine-tuned is a copy of its own.
      if (!plan.isFrozen) front.dispose();
      const whole = (back: Network) => (plan.isFrozen ? joinNetworks(front, back) : back);
      if (!problem) {
        const layers = [...plan.back, lastLayer(outputCountOf(head))];
        const spec = { inputShape: [plan.featureCount], layers };
        result = joinNetworks(front, createNetwork(spec, createRandom(context.seed).fork("weights")));
        return { model: modelOf(result), failure: null };
      }
      const settings = { ...context, training: trainingOf(plan, context) };
      const { network, failure } = yield* fitNetwork(problem, settings, (begun) =>
        context.expose?.(modelOf(whole(begun))),
      );
      if (plan.isFrozen) result = whole(network);
      return { model: modelOf(result ?? network), failure };
    } finally {
      if (!result) front.dispose();
    }
  },
  async findRate(train, context) {
    const plan = planOf(train, context);
    const front = startFront(plan, train, context);
    try {
      const making = problemFor(plan, front, headOf(train, context), train, { ...context, validation: null });
      let next = await making.next();
      while (!next.done) next = await making.next();
      if (!next.value) return { points: [], suggested: null };
      return await findLearningRate(next.value, { ...context, training: trainingOf(plan, context) });
    } finally {
      front.dispose();
    }
  },
  restore: (saved) => restoreNetworkModel(family, saved),
};

const ignoredAugmentation = {
  en: "Augmentation changes nothing here: behind a frozen backbone each picture is looked at once. Fine-tune the backbone to learn from varied pictures.",
  zh: "此处数据增强不起作用：骨干网络冻结时每张图片只计算一次。若要使用增强，请改为微调。",
} as const;

function lastLayer(units: number): LayerSpec {
  return { type: "dense", units, activation: "linear" };
}

const planOf = (train: Samples, { materials, hyperparameters }: FitContext): Plan =>
  planModel(materials?.backbone, train.inputs.shape.slice(1), hyperparameters);

/** null where the fit would be refused: its sentence says why. */
function planOrNothing(
  materials: Materials | undefined,
  inputShape: readonly number[],
  settings: JsonObject,
): Plan | null {
  try {
    return planModel(materials?.backbone, inputShape, settings);
  } catch (error) {
    if (error instanceof WorkbenchError) return null;
    throw error;
  }
}

/** Behind a frozen backbone no picture is varied. */
function trainingOf({ isFrozen }: Plan, { training }: FitContext): FitContext["training"] {
  return isFrozen ? { ...training, augmentation: false } : training;
}

/** The front as it comes from the disk. */
function startFront(plan: Plan, train: Samples, { seed }: FitContext): Network {
  const spec = { inputShape: train.inputs.shape.slice(1), layers: plan.front };
  const front = createNetwork(spec, createRandom(seed));
  startFrom(front, plan.weights);
  return front;
}

/** null where the signal came before a frozen backbone had looked at all pictures. */
async function* problemFor(
  plan: Plan,
  front: Network,
  head: NetworkHead,
  train: Samples,
  context: FitContext,
): AsyncGenerator<FitYield, NetworkProblem | null> {
  const { validation, hyperparameters, checkpoint, training } = context;
  const last = lastLayer(outputCountOf(head));
  const classLoss = { labelSmoothing: Number(hyperparameters["labelSmoothing"] ?? 0), gamma: 0 };
  const settings = { ...context, training: trainingOf(plan, context) };
  const common = { penalty: 0, decay: decayOf(hyperparameters) };
  const rowsOf = (samples: Samples | null) => samples?.rows.length ?? 0;
  const { front: first, back, featureCount } = plan;
  if (plan.isFrozen) {
    const progress = createProgress(training.epochs, rowsOf(train) + rowsOf(validation));
    const features = yield* extractFeatures(front, featureCount, train.inputs, context, progress(0));
    const others =
      features && validation
        ? yield* extractFeatures(front, featureCount, validation.inputs, context, progress(rowsOf(train)))
        : null;
    if (!features || (validation && !others)) return null;
    return {
      ...common,
      ...problemOf(
        head,
        { ...train, inputs: features },
        { ...settings, validation: validation && others && { ...validation, inputs: others } },
        classLoss,
      ),
      spec: { inputShape: [featureCount], layers: [...back, last] },
      start: statisticsOf(features, 0),
    };
  }
  const sample = checkpoint ? null : someRows(train.inputs);
  const measured = sample
    ? yield* extractFeatures(
        front,
        featureCount,
        sample,
        context,
        createProgress(training.epochs, sample.shape[0] ?? 0)(0),
      )
    : null;
  return {
    ...common,
    ...problemOf(head, train, settings, classLoss),
    spec: { inputShape: front.spec.inputShape, layers: [...first, ...back, last] },
    start: { ...plan.weights, ...(measured ? statisticsOf(measured, first.length) : {}) },
    firstLayerRate: Number(hyperparameters["backboneRate"] ?? 1),
    ...(train.fullScale ? { fullScale: train.fullScale } : {}),
  };
}

/** What the standardising layer of this number starts from. */
function statisticsOf(features: Block, layer: number): Readonly<Record<string, Block>> {
  const { mean, deviation } = measureFeatures(features);
  return { [`${layer}/mean`]: mean, [`${layer}/deviation`]: deviation };
}

/** Of many rows some at equal distances. */
function someRows({ data, shape }: Block): Block {
  const [rowCount = 0, ...rest] = shape;
  const width = sizeOf(rest);
  const count = Math.min(rowCount, mostMeasured);
  const taken = new Float32Array(count * width);
  for (let i = 0; i < count; i++) {
    const row = Math.floor((i * rowCount) / count);
    taken.set(data.subarray(row * width, (row + 1) * width), i * width);
  }
  return createBlock(taken, [count, ...rest]);
}

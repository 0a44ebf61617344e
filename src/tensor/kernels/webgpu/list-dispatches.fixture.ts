/** What one training step asks of a device, program by program and by gathering its batch. */
import { createBlock, sizeOf } from "../../../core/block";
import { createRandom } from "../../../core/random";
import { losses, type LossId } from "../../losses/registry";
import { createNetwork, type NetworkSpec } from "../../network";
import { createOptimizer, type OptimizerSettings } from "../../optimizers/optimizer";
import { createRowSource } from "../../rows";
import { tf } from "../../tf";
import { createTrainStep } from "../../train-step";

export interface StepCase {
  readonly id: string;
  readonly spec: NetworkSpec;
  readonly loss: LossId;
  readonly batchSize: number;
  /** Adam without more where left out. */
  readonly optimizer?: OptimizerSettings;
}

/** A step that can be run again and again, and what it holds freed. */
export function openStep({ spec, loss: lossId, batchSize, optimizer: settings }: StepCase): {
  readonly run: () => void;
  readonly report: () => Promise<unknown>;
  dispose(): void;
} {
  const loss = losses[lossId];
  const network = createNetwork(spec, createRandom(1));
  const optimizer = createOptimizer(network.weights, settings ?? { id: "adam", penalty: 0, decay: 0 });
  const width = sizeOf(spec.inputShape);
  const isRegression = lossId === "mean-squared-error";
  const targetWidth = isRegression
    ? tf.tidy(() => sizeOf(network.apply(tf.zeros([1, ...spec.inputShape]), null).shape))
    : 1;
  const rows = {
    inputs: createBlock(new Float32Array(batchSize * width), [batchSize, ...spec.inputShape]),
    targets: new Float32Array(batchSize * targetWidth),
    targetWidth,
    weights: new Float32Array(batchSize).fill(1),
  };
  const source = createRowSource(rows, loss);
  const batches = source.batches(batchSize);
  batches.deal(Int32Array.from({ length: batchSize }, (_, row) => row));
  const step = createTrainStep(network, loss, optimizer, batches, 0);
  return {
    run: () => step.run(0, batchSize),
    report: () => step.report(),
    dispose() {
      for (const each of [step, batches, source, optimizer, network]) each.dispose();
    },
  };
}

/** Labels of the programs of a step that is not the first. */
export function listDispatches(stepCase: StepCase): readonly string[] {
  const step = openStep(stepCase);
  step.run();
  const labels = recordLabels(step.run);
  step.dispose();
  return labels;
}

export function recordLabels(work: () => void): readonly string[] {
  const labels: string[] = [];
  const { prototype } = GPUComputePassEncoder;
  const { setPipeline, dispatchWorkgroups } = prototype;
  let label = "";
  prototype.setPipeline = function (pipeline) {
    label = pipeline.label;
    return setPipeline.call(this, pipeline);
  };
  prototype.dispatchWorkgroups = function (...sizes) {
    labels.push(label);
    return dispatchWorkgroups.apply(this, sizes);
  };
  try {
    work();
  } finally {
    prototype.setPipeline = setPipeline;
    prototype.dispatchWorkgroups = dispatchWorkgroups;
  }
  return labels;
}

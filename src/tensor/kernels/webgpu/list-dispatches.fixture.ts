/** What one training step asks of a device, program by program; the batch lies there already. */
import { sizeOf } from "../../../core/block";
import { createRandom } from "../../../core/random";
import { losses, type LossId } from "../../losses/registry";
import { createNetwork, type NetworkSpec } from "../../network";
import { createOptimizer } from "../../optimizers/optimizer";
import type { RowSource } from "../../rows";
import { TensorScope } from "../../scope";
import { tf } from "../../tf";
import { createTrainStep } from "../../train-step";

export interface StepCase {
  readonly id: string;
  readonly spec: NetworkSpec;
  readonly loss: LossId;
  readonly batchSize: number;
}

/** A step that can be run again and again, and what it holds freed. */
export function openStep({ spec, loss: lossId, batchSize }: StepCase): {
  readonly run: () => void;
  readonly report: () => Promise<unknown>;
  dispose(): void;
} {
  const loss = losses[lossId];
  const network = createNetwork(spec, createRandom(1));
  const optimizer = createOptimizer(network.weights, { id: "adam", penalty: 0, decay: 0 });
  const scope = new TensorScope();
  const inputs = scope.own(tf.zeros([batchSize, ...spec.inputShape]));
  const outputs = tf.tidy(() => network.apply(inputs, null).shape);
  const isRegression = lossId === "mean-squared-error";
  const targets = scope.own(
    tf.zeros<tf.Rank.R2>([batchSize, isRegression ? sizeOf(outputs.slice(1)) : 1], loss.targetType),
  );
  const weights = scope.own(tf.ones<tf.Rank.R2>([batchSize, 1]));
  const source: Pick<RowSource, "batch"> = {
    batch: () => ({ inputs: tf.clone(inputs), targets: tf.clone(targets), weights: tf.clone(weights) }),
  };
  const step = createTrainStep(network, loss, optimizer, 0);
  return {
    run: () => step.run(source as RowSource, 0, batchSize), // a step asks it for nothing else
    report: () => step.report(),
    dispose() {
      for (const each of [step, optimizer, network, scope]) each.dispose();
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

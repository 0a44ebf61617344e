import { beforeAll, describe, expect, test } from "vitest";
import { createBlock } from "../../../../core/block";
import { createRandom } from "../../../../core/random";
import { losses } from "../../../losses/registry";
import { createNetwork } from "../../../network";
import { createOptimizer } from "../../../optimizers/optimizer";
import { createRowSource } from "../../../rows";
import { tf } from "../../../tf";
import { createTrainStep } from "../../../train-step";
import { runKernel } from "../../native-kernel";
import { registerWasmBackend } from "../register";

beforeAll(async () => {
  registerWasmBackend();
  await tf.setBackend("wasm");
});

function createWeight() {
  const start = tf.tensor1d([1, 2, 3, 4, 5]);
  const variable = tf.variable(start);
  start.dispose();
  return variable;
}

function updateOnce(variable: tf.Variable): void {
  const optimizer = createOptimizer([{ name: "w", variable, isDecayed: false }], { id: "sgd", penalty: 0, decay: 0 });
  optimizer.setLearningRate(1);
  tf.tidy(() => optimizer.apply([tf.ones(variable.shape)]));
  optimizer.dispose();
}

describe("a variable that is updated", () => {
  test("stays where it is", () => {
    const variable = createWeight();
    const { dataId } = variable;
    updateOnce(variable);
    expect(variable.dataId).toBe(dataId);
    expect([...variable.dataSync()]).toEqual([0, 1, 2, 3, 4]);
    variable.dispose();
    expect(tf.memory().numTensors).toBe(0);
  });

  test("leaves a tensor that shared its numbers as it was", () => {
    const variable = createWeight();
    const clone = variable.clone();
    const column = tf.reshape(variable, [5, 1]);
    updateOnce(variable);
    expect([...variable.dataSync()]).toEqual([0, 1, 2, 3, 4]);
    expect([...clone.dataSync()]).toEqual([1, 2, 3, 4, 5]);
    clone.dispose();
    updateOnce(variable);
    expect([...variable.dataSync()]).toEqual([-1, 0, 1, 2, 3]);
    expect([...column.dataSync()]).toEqual([1, 2, 3, 4, 5]);
    tf.dispose([variable, column]);
    expect(tf.memory().numTensors).toBe(0);
    expect(tf.memory().numDataBuffers).toBe(0);
  });

  test("must be a variable where its numbers are shared", () => {
    const [total, steps, loss] = [tf.scalar(0), tf.scalar(0), tf.scalar(1)];
    const inputs = { lossTotal: total, finiteSteps: steps, loss };
    runKernel("StepTally", inputs, { limit: 10 });
    expect(total.dataSync()[0]).toBe(1);
    const clone = total.clone();
    expect(() => runKernel("StepTally", inputs, { limit: 10 })).toThrow("only a variable");
    expect(clone.dataSync()[0]).toBe(1);
    tf.dispose([total, steps, loss, clone]);
  });
});

test("no step of a network finds its weights shared, so that none is ever copied", async () => {
  const random = createRandom(1);
  const network = createNetwork(
    {
      inputShape: [6, 6, 1],
      layers: [
        { type: "conv2d", filters: 4, kernelSize: 3, strides: 1, padding: "same", activation: "relu" },
        { type: "batch-normalization" },
        { type: "flatten" },
        { type: "layer-normalization" },
        { type: "dense", units: 3, activation: "linear" },
      ],
    },
    random,
  );
  const loss = losses["softmax-cross-entropy"];
  const optimizer = createOptimizer(network.weights, { id: "adamw", penalty: 0, decay: 0.01 });
  optimizer.setLearningRate(0.01);
  const count = 24;
  const inputs = createBlock(
    Float64Array.from({ length: count * 36 }, () => random.normal()),
    [count, 6, 6, 1],
  );
  const rows = {
    inputs,
    targets: Float64Array.from({ length: count }, (_, row) => row % 3),
    weights: new Float32Array(count).fill(1),
  };
  const source = createRowSource(rows, loss);
  const batches = source.batches(8);
  batches.deal(Int32Array.from({ length: count }, (_, row) => row));
  const step = createTrainStep(network, loss, optimizer, batches, 0);
  const places = () => network.weights.map(({ variable }) => variable.dataId);
  const before = places();
  for (let index = 0; index < 3; index++) step.run(index, 8);
  expect(places().every((place, i) => place === before[i])).toBe(true);
  const { finiteSteps } = await step.report();
  expect(finiteSteps).toBe(3);
  for (const owner of [step, batches, source, optimizer, network]) owner.dispose();
  expect(tf.memory().numTensors).toBe(0);
});

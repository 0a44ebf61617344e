/** Cases that the kernels must not take for ones they know: what comes out is what comes out of the JavaScript backend. */
import { beforeAll, expect, test } from "vitest";
import { tf } from "../../../tf";
import { activationGrad } from "../../activation-grad";
import { normaliseBatch } from "../../batch-normalization";
import { normaliseRows } from "../../layer-normalization";
import { recur } from "../../recurrent";
import { registerWasmBackend } from "../register";

beforeAll(() => registerWasmBackend());

/** Ones, for the shapes of images and filters. */
const ones = (...shape: [number, number, number, number]) => tf.ones<tf.Rank.R4>(shape);
/** Numbers of their own. */
const counted = (...shape: number[]) => tf.reshape(tf.range(0, tf.util.sizeFromShape(shape)), shape);

type Operation = () => tf.Tensor | readonly tf.Tensor[];

/** Shapes and values, or what was complained of. */
async function outcomeOn(backend: string, operation: Operation): Promise<unknown> {
  expect(await tf.setBackend(backend)).toBe(true);
  try {
    return tf.tidy(() => [operation()].flat().map((tensor) => [tensor.shape, Array.from(tensor.dataSync())]));
  } catch (error) {
    return String(error);
  }
}

const cases: Readonly<Record<string, Operation>> = {
  "a bias for each column of an image": () =>
    tf.fused.conv2d({ x: ones(1, 4, 3, 2), filter: ones(1, 1, 2, 5), strides: 1, pad: "valid", bias: counted(3, 5) }),
  "the gradients of a convolution of no images": () =>
    tf.grads(
      (x: tf.Tensor, filter: tf.Tensor) => tf.sum(tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, 2, "same")), // as below
    )([ones(0, 5, 5, 2), ones(3, 3, 2, 4)]),
  "a filter that is larger than the image": () => tf.conv2d(ones(1, 2, 2, 20), ones(9, 9, 20, 4), 1, "valid"),
  "a filter for each channel that is larger than the image": () =>
    tf.depthwiseConv2d(ones(1, 2, 2, 2), ones(4, 4, 2, 2), 1, "valid"),
  "a window that is larger than the image": () => tf.maxPool(ones(1, 2, 2, 2), 4, 1, "valid"),
};

test.each(Object.entries(cases))("%s", async (_, operation) => {
  const outcome = await outcomeOn("wasm", operation);
  expect(outcome).toEqual(await outcomeOn("cpu", operation));
});

const whole = () => tf.ones([4, 3], "int32");
const sequences = () => ({
  projection: tf.ones([2, 3, 5], "int32"),
  recurrentKernel: tf.ones([5, 5]),
  recurrentBias: null,
});
const settings = { cell: "simple-rnn", returnsSequences: false, goesBackwards: false } as const;
const parameters = () => [tf.ones([3]), tf.zeros([3]), 1e-3] as const;

// For these there is no kernel in JavaScript.
test.each([
  { name: "batch normalisation", operation: () => normaliseBatch(whole(), ...parameters(), () => {}) },
  { name: "layer normalisation", operation: () => normaliseRows(whole(), ...parameters()) },
  { name: "the gradient of an activation", operation: () => activationGrad(tf.ones([4, 3]), whole(), "relu", true).dz },
  { name: "a recurrent cell", operation: () => recur(sequences(), settings, { steps: null, state: null }) },
])("$name does not take whole numbers for others", async ({ operation }) => {
  await tf.setBackend("wasm");
  expect(() => tf.tidy(() => void operation())).toThrow("cannot take these inputs");
});

import { afterEach, beforeAll, expect, test } from "vitest";
import { tf } from "../../tf";
import { wasmInUse } from "../../wasm-in-use";
import type { WasmBackend } from "./backend";
import { registerWasmBackend } from "./register";

const limitBytes = 8 * 2 ** 20;
/** Numbers of a tensor of 1 MB. */
const megabyte = 2 ** 18;

let backend: WasmBackend;
beforeAll(async () => {
  registerWasmBackend({ limitBytes });
  await tf.setBackend("wasm");
  backend = wasmInUse()!; // just set
});
afterEach(() => {
  backend.releaseScratch();
  expect(tf.memory().numTensors).toBe(0);
  expect(backend.heapBytes.used).toBe(0);
});

test("the numbers of a tensor move to the heap once and are read from there", async () => {
  const values = Float32Array.of(1, -2, 3.5, NaN, Infinity);
  const tensor = tf.tensor1d(values);
  expect(backend.heapBytes.used).toBe(0);
  const address = backend.addressOf(tensor);
  expect(backend.heapBytes.used).toBe(64);
  expect(backend.addressOf(tensor)).toBe(address);
  expect(tensor.dataSync()).toEqual(values);
  expect(await tensor.data()).toEqual(values);
  tensor.dispose();
});

test("whole numbers stay whole numbers, and a JavaScript kernel sees them as its own", () => {
  const tensor = tf.tensor1d([1, -2, 2 ** 31 - 1], "int32");
  backend.addressOf(tensor);
  expect(tensor.dataSync()).toEqual(Int32Array.of(1, -2, 2 ** 31 - 1));
  expect(tf.tidy(() => tf.bitwiseAnd(tensor, tf.tensor1d([3, 3, 3], "int32")).dataSync())).toEqual(
    Int32Array.of(1, 2, 3),
  );
  tensor.dispose();
});

test("what was read stays when its block is given to another", () => {
  const one = tf.tensor2d([1], [1, 1]);
  const product = (value: number) => tf.tidy(() => tf.matMul(one, tf.tensor2d([value], [1, 1])));
  const first = product(4);
  const read = first.dataSync();
  const address = backend.addressOf(first);
  first.dispose();
  const second = product(9);
  expect(backend.addressOf(second)).toBe(address);
  expect([read[0], second.dataSync()[0]]).toEqual([4, 9]);
  tf.dispose([one, second]);
});

test("memory that grows leaves no tensor behind", () => {
  const tensor = tf.tensor1d([1, 2, 3]);
  backend.addressOf(tensor);
  const { held } = backend.heapBytes;
  const large = tf.zeros([4 * megabyte]);
  backend.addressOf(large);
  expect(backend.heapBytes.held).toBeGreaterThan(held);
  expect([...tensor.dataSync()]).toEqual([1, 2, 3]);
  tf.dispose([tensor, large]);
});

test("one array under several names is freed with the last of them", () => {
  const tensor = tf.tensor1d([1, 2, 3, 4]);
  // One name from before it moves, two from after.
  const clone = tensor.clone();
  backend.addressOf(tensor);
  const square = tf.reshape(tensor, [2, 2]);
  const info = backend.reshaped(square, [4, 1]);
  const column = tf.engine().makeTensorFromTensorInfo(info);
  expect(backend.heapBytes.used).toBe(64);
  expect(column.shape).toEqual([4, 1]);
  for (const name of [tensor, square, clone]) {
    name.dispose();
    expect(backend.heapBytes.used).toBe(64);
    expect([...column.dataSync()]).toEqual([1, 2, 3, 4]);
  }
  column.dispose();
});

test("a variable takes over and gives back like any tensor", () => {
  const start = tf.tensor1d([1, 2]);
  const variable = tf.variable(start);
  start.dispose();
  backend.addressOf(variable);
  tf.tidy(() => variable.assign(tf.mul(variable, 2)));
  backend.addressOf(variable);
  expect([...variable.dataSync()]).toEqual([2, 4]);
  expect(backend.heapBytes.used).toBe(64);
  variable.dispose();
});

test("the room for a kernel grows, is the same until then, and is given back", () => {
  const first = backend.scratch(1000);
  expect(backend.scratch(500)).toBe(first);
  expect(backend.heapBytes.used).toBe(1024);
  backend.scratch(5000);
  expect(backend.heapBytes.used).toBe(5056);
  backend.releaseScratch();
  backend.releaseScratch();
  expect(backend.heapBytes.used).toBe(0);
});

test("memory that runs out is a failure that names a remedy, and leaves everything as it was", () => {
  const held = tf.fill([1, 5 * megabyte], 1);
  const one = tf.fill([1, 1], 2);
  const used = () => backend.heapBytes.used;
  const mbUsed = () => Math.round(used() / 2 ** 20);
  let failure: unknown;
  try {
    // 5 MB for the operand and as much for the product, of 8 MB.
    tf.tidy(() => tf.matMul(one, held));
  } catch (error) {
    failure = error;
  }
  expect(failure).toMatchObject({
    code: "engine/memory",
    failure: { detail: { neededMb: 5, usedMb: 6, limitMb: 8 }, hint: expect.stringMatching(/^Lower the batch size/) },
  });
  // The operand has moved and is kept; nothing else is.
  expect(mbUsed()).toBe(5);
  expect(tf.memory().numTensors).toBe(2);
  const small = tf.tidy(() => tf.matMul(one, tf.fill([1, megabyte], 3)));
  expect(small.dataSync().every((value) => value === 6)).toBe(true);
  tf.dispose([held, one, small]);
});

test("what a kernel had made when it failed is freed", () => {
  const broken = () =>
    backend.run(() => {
      backend.output([megabyte]);
      backend.output([2 * megabyte]);
      backend.scratch(limitBytes);
    });
  expect(broken).toThrow(expect.objectContaining({ code: "engine/memory" }));
});

test("what a kernel had made is freed, too, where the kernel that it passes it on to fails", () => {
  const a = tf.fill<tf.Rank.R2>([1, 1], 2);
  const b = tf.fill<tf.Rank.R2>([1, 3 * megabyte], 1);
  const { used } = backend.heapBytes;
  // Of 8 MB there are 3 for the operand and 3 for the product, and none for its sigmoid.
  expect(() => tf.tidy(() => tf.fused.matMul({ a, b, activation: "sigmoid" }))).toThrow(
    expect.objectContaining({ code: "engine/memory" }),
  );
  backend.releaseScratch();
  expect(backend.heapBytes.used).toBe(used);
  tf.dispose([a, b]);
});

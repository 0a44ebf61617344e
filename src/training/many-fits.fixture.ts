/** Many fits one after the other, each of another shape, with the memory that is held after each. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect } from "vitest";
import { createBlock, sizeOf } from "../core/block";
import type { Random } from "../core/random";
import { createRandom } from "../core/random";
import { registerWasmBackend } from "../tensor/kernels/wasm/register";
import { memory } from "../tensor/memory";
import type { NetworkSpec } from "../tensor/network";
import { predictRows } from "../tensor/predict";
import { tf } from "../tensor/tf";
import { wasmInUse } from "../tensor/wasm-in-use";
import { fitNetwork } from "./fit-network";
import { drain, toyContext } from "./toy-problem.fixture";

export interface Held {
  readonly tensors: number;
  /** Bytes of the WebAssembly memory that are given out, and all of it. */
  readonly wasmUsed: number;
  readonly wasmHeld: number;
  /** Bytes of JavaScript objects and arrays after a collection of garbage. */
  readonly script: number;
}

interface Shape {
  readonly spec: NetworkSpec;
  readonly rows: number;
  readonly batchSize: number;
}

/** Convolution networks and perceptrons by turns; `size` from 0 to 1 is how large each of their measures is. */
function shapeOf(index: number, size: () => number): Shape {
  const between = (least: number, most: number) => least + Math.round(size() * (most - least));
  const [rows, batchSize] = [between(20, 80), between(3, 32)];
  if (index % 2 === 1) {
    const layers = Array.from({ length: between(1, 3) }, () => {
      return { type: "dense", units: between(4, 96), activation: "relu" } as const;
    });
    return { spec: networkOf([between(2, 40)], layers), rows, batchSize };
  }
  const convolution = { type: "conv2d", filters: between(2, 16), kernelSize: 3, padding: "same" } as const;
  const layers = [
    { ...convolution, activation: "relu" },
    { type: "max-pooling2d", poolSize: 2 },
    { type: "batch-normalization" },
    { type: "dropout", rate: 0.2 },
    { type: "flatten" },
    { type: "dense", units: between(4, 32), activation: "relu" },
  ] as const;
  return { spec: networkOf([between(7, 14), between(7, 14), between(1, 3)], layers), rows, batchSize };
}

function networkOf(inputShape: readonly number[], layers: NetworkSpec["layers"]): NetworkSpec {
  return { inputShape, layers: [...layers, { type: "dense", units: 1, activation: "linear" }] };
}

/** A fit of two epochs and a prediction, of seeded numbers. */
async function fitOnce({ spec, rows, batchSize }: Shape, random: Random): Promise<void> {
  const data = Float64Array.from({ length: rows * sizeOf(spec.inputShape) }, () => random.normal());
  const inputs = createBlock(data, [rows, ...spec.inputShape]);
  const targets = Float64Array.from({ length: rows }, () => random.below(2));
  const all = { inputs, targets, weights: new Float32Array(rows).fill(1) };
  const parts = { train: all, validation: all, metric: (error: number) => error, penalty: 0, decay: 0 };
  const context = toyContext("binary", { epochs: 2, batchSize, earlyStopping: false });
  const { result } = await drain(fitNetwork({ spec, loss: "binary-cross-entropy", ...parts }, context));
  await predictRows(result.network, inputs, () => Promise.resolve());
  result.network.dispose();
  wasmInUse()?.releaseScratch();
}

/** What is held after each of `count` fits. The second and the third are the largest of all. */
export async function fitMany(count: number): Promise<readonly Held[]> {
  setFlagsFromString("--expose-gc");
  const collectGarbage = runInNewContext("gc") as () => void; // what the flag exposes
  registerWasmBackend();
  if (!(await tf.setBackend("wasm"))) throw new Error("the backend did not start");
  const random = createRandom(11);
  const held: Held[] = [];
  for (let index = 0; index < count; index++) {
    const isLargest = index === 1 || index === 2;
    await fitOnce(shapeOf(index, isLargest ? () => 1 : () => random.next()), random);
    collectGarbage();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    const { used, held: wasmHeld } = wasmInUse()!.heapBytes; // just set
    held.push({ tensors: memory().tensors, wasmUsed: used, wasmHeld, script: heapUsed + arrayBuffers });
  }
  return held;
}

/** Holds what follows the first ten fits to what was held then. */
export function expectFlat(held: readonly Held[], scriptAllowance: number): void {
  const [settled, later] = [held.slice(5, 10), held.slice(10)];
  for (const { tensors, wasmUsed, wasmHeld } of later) {
    expect({ tensors, wasmUsed, wasmHeld }).toEqual({ tensors: 0, wasmUsed: 0, wasmHeld: held[9]?.wasmHeld });
  }
  const script = (some: readonly Held[]) => some.map((one) => one.script).toSorted((a, b) => a - b)[some.length >> 1]!; // some
  expect(script(later.slice(-5)) - script(settled)).toBeLessThan(scriptAllowance);
}

/** What becomes of fits for which the memory of the WebAssembly kernels is too small, by any amount. */
import { afterEach, beforeAll, expect, test } from "vitest";
import { createBlock } from "../core/block";
import { toFailure } from "../core/failure";
import { createRandom } from "../core/random";
import { registerWasmBackend } from "../tensor/kernels/wasm/register";
import { memory } from "../tensor/memory";
import type { NetworkSpec } from "../tensor/network";
import { createNetwork } from "../tensor/network";
import { predictRows } from "../tensor/predict";
import { tf } from "../tensor/tf";
import { wasmInUse } from "../tensor/wasm-in-use";
import { fitNetwork } from "./fit-network";
import type { NetworkProblem } from "./network-problem";
import { drain, toyContext } from "./toy-problem.fixture";

const pageBytes = 65_536;

async function limitTo(limitBytes: number): Promise<void> {
  registerWasmBackend({ limitBytes });
  expect(await tf.setBackend("wasm")).toBe(true);
}

// First of all, as the kernels may have to be compiled.
beforeAll(() => limitTo(2 ** 20));
afterEach(() => expect(memory()).toEqual({ tensors: 0, tensorBytes: 0, deviceBytes: 0 }));

const spec: NetworkSpec = {
  inputShape: [12, 12, 1],
  layers: [
    { type: "conv2d", filters: 16, kernelSize: 3, padding: "valid", activation: "relu" },
    { type: "max-pooling2d", poolSize: 2 },
    { type: "flatten" },
    { type: "dense", units: 40, activation: "relu" },
    { type: "dense", units: 1, activation: "linear" },
  ],
};

function images(rowCount: number) {
  const random = createRandom(1);
  const data = Float32Array.from({ length: rowCount * 144 }, () => random.normal());
  return createBlock(data, [rowCount, 12, 12, 1]);
}

function problemOf(rowCount: number): NetworkProblem {
  const inputs = images(rowCount);
  const targets = Float64Array.from({ length: rowCount }, (_, row) => Number(inputs.data[row * 144]! > 0)); // within data
  const train = { inputs, targets, weights: new Float32Array(rowCount).fill(1) };
  const parts = { train, validation: null, metric: (error: number) => error, penalty: 0, decay: 0 };
  return { spec, loss: "binary-cross-entropy", ...parts };
}

/** How a fit of one epoch in batches of 8 ends. */
async function endOf(rowCount: number): Promise<string> {
  const context = toyContext("binary", { epochs: 1, batchSize: 8, optimizer: "adam", earlyStopping: false });
  try {
    const { result } = await drain(fitNetwork(problemOf(rowCount), context));
    expect(result.failure).toBeNull();
    result.network.dispose();
    return "finished";
  } catch (error) {
    return toFailure(error).code;
  }
}

test("whatever the limit, a fit ends well or with a failure that says so, and leaves nothing behind", async () => {
  const ends: string[] = [];
  for (let pages = 3; pages <= 160; pages = Math.ceil(pages * 1.15)) {
    await limitTo(pages * pageBytes);
    ends.push(await endOf(400));
    expect(memory(), `${pages} pages`).toEqual({ tensors: 0, tensorBytes: 0, deviceBytes: 0 });
  }
  // Refused up front, then run out on the way (400 rows are scored at once, 8 fitted), then finished; never anything else.
  const order = ["fit/memory", "engine/memory", "finished"];
  expect(ends).toEqual(ends.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)));
  expect([...new Set(ends)]).toEqual(order);
  expect(ends.filter((end) => end === "engine/memory").length).toBeGreaterThan(4);
});

test("a fit that ran out of memory is followed by a smaller one that does not", async () => {
  await limitTo(32 * pageBytes);
  expect(await endOf(400)).toBe("engine/memory");
  expect(await endOf(64)).toBe("finished");
  expect(await endOf(400)).toBe("engine/memory");
  const { used, held, limit } = wasmInUse()!.heapBytes; // just set
  expect(used).toBe(0);
  expect(held).toBeLessThanOrEqual(limit);
});

test("a prediction that runs out of memory says so, and fewer rows are predicted", async () => {
  await limitTo(32 * pageBytes);
  const network = createNetwork(spec, createRandom(1));
  const before = memory().tensors;
  await expect(predictRows(network, images(400), () => Promise.resolve())).rejects.toMatchObject({
    code: "engine/memory",
  });
  expect(memory().tensors).toBe(before);
  const { shape } = await predictRows(network, images(64), () => Promise.resolve());
  expect(shape).toEqual([64, 1]);
  network.dispose();
  wasmInUse()?.releaseScratch();
});

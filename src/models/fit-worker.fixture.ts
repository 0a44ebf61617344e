/** A worker that fits one of the lessons' networks on the WebAssembly backend: like the engine's, it may sleep while its threads work. */
import { createBlock, sizeOf } from "../core/block";
import { createRandom } from "../core/random";
import type { ProgramOptions } from "../tensor/kernels/wasm/program";
import { registerWasmBackend } from "../tensor/kernels/wasm/register";
import { losses } from "../tensor/losses/registry";
import type { NetworkSpec } from "../tensor/network";
import { createNetwork } from "../tensor/network";
import { createOptimizer } from "../tensor/optimizers/optimizer";
import { createRowSource } from "../tensor/rows";
import { tf } from "../tensor/tf";
import { createTrainStep } from "../tensor/train-step";
import { wasmInUse } from "../tensor/wasm-in-use";
import { presets } from "./cnn/network";
import { hiddenLayers } from "./mlp/network";

const networks = {
  "digits-3conv": presets["digits-3conv"]([28, 28, 1], 10),
  "rgb-2conv": presets["rgb-2conv"]([20, 18, 3], 10),
  "mlp-64-64": {
    inputShape: [20],
    layers: [...hiddenLayers({ units: [64, 64] }), { type: "dense", units: 10, activation: "linear" }],
  },
} as const satisfies Readonly<Record<string, NetworkSpec>>;

export interface FitTask {
  readonly options: ProgramOptions;
  readonly network: keyof typeof networks;
  readonly seed: number;
  readonly batchSize: number;
  readonly steps: number;
}

export interface FitAnswer {
  readonly threads: number;
  /** Sum over the batch, of each step. */
  readonly losses: readonly number[];
  /** Of all weights after the last step, SHA-256: equal for equal bits. */
  readonly digest: string;
  /** For whoever wants to look: no bound could be kept on a shared machine. */
  readonly stepMs: number;
}

async function fit({ options, network: id, seed, batchSize, steps }: FitTask): Promise<FitAnswer> {
  registerWasmBackend(options);
  if (!(await tf.setBackend("wasm"))) throw new Error("the backend did not start");
  const spec = networks[id];
  const random = createRandom(seed);
  const rowCount = 3 * batchSize;
  const inputs = Float32Array.from({ length: rowCount * sizeOf(spec.inputShape) }, () => random.normal());
  const targets = Float64Array.from({ length: rowCount }, () => random.below(10));
  const rows = {
    inputs: createBlock(inputs, [rowCount, ...spec.inputShape]),
    targets,
    weights: new Float32Array(rowCount).fill(1),
  };
  const loss = losses["softmax-cross-entropy"];
  const network = createNetwork(spec, random.fork("weights"));
  const optimizer = createOptimizer(network.weights, { id: "adam", penalty: 0, decay: 0 });
  optimizer.setLearningRate(0.001);
  const source = createRowSource(rows, loss);
  const batches = source.batches(batchSize);
  batches.deal(Int32Array.from({ length: rowCount }, (_, row) => row));
  const step = createTrainStep(network, loss, optimizer, batches, 0);
  const found: number[] = [];
  const startedAt = performance.now();
  for (let index = 0; index < steps; index++) {
    step.run(index % 3, batchSize);
    found.push((await step.report()).lossTotal);
  }
  const stepMs = (performance.now() - startedAt) / steps;
  const blocks = Object.values(await network.save());
  const bytes = await new Blob(blocks.map(({ data }) => Float32Array.from(data))).arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).join(" ");
  for (const owner of [step, batches, source, optimizer, network]) owner.dispose();
  return { threads: wasmInUse()?.threads ?? 0, losses: found, digest, stepMs };
}

addEventListener("message", ({ data }: MessageEvent<FitTask>) => {
  fit(data).then(
    (answer) => postMessage(answer),
    (error: unknown) => reportError(error),
  );
});

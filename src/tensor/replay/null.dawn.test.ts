import { test, beforeAll } from "vitest";
import { networks } from "../../../.tools/bench/networks";
import { createBlock, sizeOf } from "../../core/block";
import { createRandom } from "../../core/random";
import { startDawn } from "../kernels/webgpu/dawn.fixture";
import { registerWebgpuKernels } from "../kernels/webgpu/register";
import { createNetwork } from "../network";
import { lossOf } from "../losses/registry";
import { createOptimizer } from "../optimizers/optimizer";
import { createRowSource } from "../rows";
import { createTrainStep } from "../train-step";
import { tf } from "../tf";
import { replayFlag } from "./replay";

beforeAll(async () => {
  await startDawn(["backend=null"]);
  registerWebgpuKernels();
  await tf.setBackend("webgpu");
});
const only = process.env["CASE"];
test.each(networks.filter(({ id }) => !only || id.includes(only)))("$id", async ({ id, spec, loss: lossId, batchSize, inputs, targets }) => {
  const rows = 4 * batchSize;
  const width = sizeOf(spec.inputShape);
  const random = createRandom(1);
  const x = Float32Array.from({ length: rows * width }, () => (typeof inputs === "number" ? random.below(inputs) : random.next()));
  const y = targets === "inputs" ? x : Float32Array.from({ length: rows }, () => (targets === "normal" ? random.next() : random.below(targets)));
  const loss = lossOf(lossId);
  const out: string[] = [];
  for (const on of [false, true]) {
    tf.env().set(replayFlag, on);
    const network = createNetwork(spec, createRandom(1));
    const optimizer = createOptimizer(network.weights, { id: "adam", penalty: 0, decay: 0 });
    optimizer.setLearningRate(0.001);
    const source = createRowSource({ inputs: createBlock(x, [rows, ...spec.inputShape]), targets: y, targetWidth: targets === "inputs" ? width : 1, weights: new Float32Array(rows).fill(1) }, loss);
    const batches = source.batches(batchSize);
    batches.deal(Int32Array.from({ length: rows }, (_, i) => i));
    const step = createTrainStep(network, loss, optimizer, batches, 0);
    for (let i = 0; i < 10; i++) step.run(i % 4, batchSize);
    const ms: number[] = [];
    for (let i = 0; i < 200; i++) { const t = performance.now(); step.run(i % 4, batchSize); ms.push(performance.now() - t); if (i % 20 === 0) await new Promise((r) => setTimeout(r)); }
    ms.sort((a, b) => a - b);
    out.push(`${on} best ${ms[0]!.toFixed(3)} median ${ms[100]!.toFixed(3)}`);
    if (on) out.push(JSON.stringify(step.replay));
    for (const o of [step, batches, source, optimizer, network]) o.dispose();
  }
  console.log(id, out.join(" | "));
}, 120000);

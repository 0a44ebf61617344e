/** How many programs a training step takes, on a device that computes nothing: each costs JavaScript as much as it costs a card. */
import { beforeAll, describe, expect, test, vi } from "vitest";
import { networks } from "./networks";
import { releaseFreeBuffers } from "../../src/tensor/memory";
import { tf } from "../../src/tensor/tf";
import { startDawn } from "../../src/tensor/kernels/webgpu/dawn.fixture";
import { listDispatches, openStep, type StepCase } from "../../src/tensor/kernels/webgpu/list-dispatches.fixture";
import { registerWebgpuKernels } from "../../src/tensor/kernels/webgpu/register";

const sequences = (id: string, layers: StepCase["spec"]["layers"]): StepCase => ({
  id,
  spec: { inputShape: [128, 128], layers: [...layers, { type: "flatten" }] },
  loss: "mean-squared-error",
  batchSize: 16,
});

/** Programs that a step may take: what it took when this was written. The networks for larger pictures are more of the same. */
const most: Readonly<Record<string, number>> = {
  "mlp-64-64": 14,
  autoencoder: 14,
  "digits-1conv": 13,
  "digits-3conv": 30,
  "text-lstm": 23,
  "text-lstm-dropout": 27,
  "gru-64": 19,
  "rnn-tanh-64": 18,
  "self-attention": 29,
  transformer: 98,
  "layer normalisation": 10,
  "Transformer block": 47,
};

const cases: readonly StepCase[] = [
  ...networks.filter(({ id }) => most[id] !== undefined),
  sequences("layer normalisation", [{ type: "layer-normalization" }]),
  sequences("Transformer block", [{ type: "transformer-block", heads: 4, activation: "relu" }]),
];

const problem = await startDawn(["backend=null"]);

if (problem) test.skip(`is left out: ${problem}`);
else
  describe("programs of a step", () => {
    beforeAll(async () => {
      registerWebgpuKernels();
      expect(await tf.setBackend("webgpu")).toBe(true);
    });

    test.each(["sgd", "adam"] as const)("%s that clips all 35 weights of a network", (id) => {
      const network = networks.find((each) => each.id === "transformer")!; // it is one of them
      // The first weight at a rate of its own.
      const settings = { id, penalty: 0, decay: 0.01, shares: [0.1] };
      const listed = (clipNorm: number) => listDispatches({ ...network, optimizer: { ...settings, clipNorm } });
      const [free, clipped] = [listed(0), listed(1)];
      releaseFreeBuffers();
      const own = clipped.filter((label) => /update by|rates of an optimiser|sums of squares/.test(label));
      expect(own.length, clipped.join("\n")).toBe(3);
      expect(clipped.length - free.length).toBe(id === "sgd" ? 2 : 1);
    });

    test.each(cases)("$id", (stepCase) => {
      const labels = listDispatches(stepCase);
      releaseFreeBuffers();
      expect(labels.length, labels.join("\n")).toBeLessThanOrEqual(most[stepCase.id] ?? 0);
    });

    test("a step that is played again writes all 35 gradients where the optimiser reads them", () => {
      const step = openStep(networks.find(({ id }) => id === "transformer")!); // it is one of them
      const copy = vi.spyOn(GPUCommandEncoder.prototype, "copyBufferToBuffer");
      const copies = [0, 1, 2].map(() => {
        copy.mockClear();
        step.run();
        return copy.mock.calls.length;
      });
      copy.mockRestore();
      step.dispose();
      releaseFreeBuffers();
      // The counter of dropout is the one that stays.
      expect(copies.slice(1)).toEqual([36, 1]);
    });
  });

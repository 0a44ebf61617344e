import { beforeAll, describe, expect, test } from "vitest";
import { createBlock } from "../../core/block";
import { createRandom } from "../../core/random";
import { inspectAttention } from "../inspect";
import { registerWasmBackend } from "../kernels/wasm/register";
import type { NetworkSpec } from "../network";
import { createNetwork, summariseNetwork } from "../network";
import { predictRows } from "../predict";
import { tf } from "../tf";
import { sinusoids } from "./positions";
import type { LayerSpec } from "./registry";

// What every browser can run: plain SIMD, one thread.
beforeAll(() => registerWasmBackend({ threads: 1, isPlain: true }));

const steps = 9;
const breathe = () => Promise.resolve();

/** A reader of token numbers in which 0 fills up what is shorter. */
function reader(...layers: readonly LayerSpec[]): NetworkSpec {
  return {
    inputShape: [steps],
    isPadded: true,
    layers: [
      { type: "embedding", inputDim: 20, outputDim: 8 },
      { type: "positions", kind: "sinusoidal" },
      ...layers,
      { type: "dense", units: 2, activation: "linear" },
    ],
  };
}

const block = { type: "transformer-block", heads: 2, activation: "gelu", dropout: 0.1 } as const;
const specs: Readonly<Record<string, NetworkSpec>> = {
  "a Transformer": reader(block, { ...block, isCausal: true }, { type: "global-average-pooling" }),
  "self-attention and gate": reader(
    { type: "self-attention", heads: 1, keyDim: 4 },
    { type: "attention-gate", dropout: 0.2 },
  ),
};

const lengths = [9, 1, 4, 6];

function tokens(length: number, seed: number): number[] {
  const random = createRandom(seed);
  return Array.from({ length }, () => 1 + random.below(19));
}

describe.each(["cpu", "wasm"])("on %s", (backend) => {
  beforeAll(async () => expect(await tf.setBackend(backend)).toBe(true));

  test.each(Object.entries(specs))(
    "%s predicts for a padded batch what it does for each row alone",
    async (_, spec) => {
      const network = createNetwork(spec, createRandom(1));
      const rows = lengths.map((length, i) => tokens(length, i));
      const padded = rows.flatMap((row) => [...row, ...Array.from({ length: steps - row.length }, () => 0)]);
      const together = await predictRows(network, createBlock(Float64Array.from(padded), [4, steps]), breathe);
      const blocks = await network.save();
      for (const [i, row] of rows.entries()) {
        // As long as the row itself; the sines are those of the first places.
        const short = createNetwork({ ...spec, inputShape: [row.length], isPadded: false }, createRandom(2));
        const table = blocks["1/table"]!; // of the second layer
        const cut = createBlock(table.data.slice(0, row.length * 8), [row.length, 8]);
        short.load({ ...blocks, "1/table": cut });
        const alone = await predictRows(short, createBlock(Float64Array.from(row), [1, row.length]), breathe);
        for (const unit of [0, 1]) {
          // Numbers of about 1; sums of another length are rounded otherwise.
          expect(Math.abs(together.data[i * 2 + unit]! - alone.data[unit]!)).toBeLessThan(1e-5); // four rows of two
        }
        short.dispose();
      }
      network.dispose();
    },
  );

  test("the weights by which a layer attends are there for the asking, and sum to 1", async () => {
    const before = tf.memory().numTensors;
    const network = createNetwork(specs["a Transformer"]!, createRandom(1)); // named above
    const rows = lengths.flatMap((length, i) => [
      ...tokens(length, i),
      ...Array.from({ length: steps - length }, () => 0),
    ]);
    const inputs = createBlock(Float64Array.from(rows), [4, steps]);
    for (const layer of [2, 3]) {
      const {
        weights: { data, shape },
        products,
        scale,
      } = await inspectAttention(network, inputs, layer);
      expect(shape).toEqual([4, 2, steps, steps]);
      for (let row = 0; row < 4 * 2 * steps; row++) {
        const [item, query] = [Math.floor(row / (2 * steps)), row % steps];
        const weights = Array.from(data.slice(row * steps, (row + 1) * steps));
        expect(Math.abs(weights.reduce((a, b) => a + b, 0) - 1)).toBeLessThan(1e-6);
        // None for what fills up, nor, in the second block, for what comes later.
        const seen = Math.min(lengths[item]!, layer === 3 ? query + 1 : steps); // one for each row
        expect(weights.slice(seen).every((weight) => weight === 0)).toBe(true);
        expect(weights.slice(0, seen).every((weight) => weight > 0)).toBe(true);
        // And they are the softmax of what is shown before it, over what is seen.
        const powers = Array.from(products.data.slice(row * steps, row * steps + seen), (p) => Math.exp(p * scale));
        const sum = powers.reduce((a, b) => a + b, 0);
        powers.forEach((power, key) => expect(Math.abs(power / sum - weights[key]!)).toBeLessThan(1e-6)); // as many
      }
    }
    await expect(inspectAttention(network, inputs, 1)).rejects.toThrow(/layer 1 does not attend/);
    const gated = createNetwork(specs["self-attention and gate"]!, createRandom(1)); // named above
    const gate = await inspectAttention(gated, inputs, 3);
    expect(gate.weights.shape).toEqual([4, 1, 1, steps]);
    const short = await inspectAttention(gated, inputs, 2, 3);
    expect([short.products.shape, short.weights.shape, short.outputs.shape]).toEqual([
      [4, 1, 3, 3],
      [4, 1, 3, 3],
      [4, 2],
    ]);
    for (const owner of [network, gated]) owner.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

test("under a causal mask a later token changes nothing before it, and without one it does", async () => {
  expect(await tf.setBackend("cpu")).toBe(true);
  const two = (isCausal: boolean) =>
    reader({ ...block, ...(isCausal && { isCausal }) }, { ...block, ...(isCausal && { isCausal }) });
  const firstChange = async (isCausal: boolean, place: number) => {
    const network = createNetwork(two(isCausal), createRandom(4));
    const before = tokens(steps, 8);
    const after = before.map((token, at) => (at === place ? (token % 19) + 1 : token));
    const rows = createBlock(Float64Array.from([...before, ...after]), [2, steps]);
    const { data } = await predictRows(network, rows, breathe);
    network.dispose();
    return Array.from({ length: steps }, (_, at) => at).find((at) => data[2 * at] !== data[2 * (steps + at)]);
  };
  for (const place of [0, 4, 8]) {
    expect(await firstChange(true, place)).toBe(place);
    expect(await firstChange(false, place)).toBe(0);
  }
});

test.each<readonly [LayerSpec, readonly number[], number]>([
  // Three maps to heads × keyDim, the keys' without bias, and one back.
  [{ type: "self-attention", heads: 3, keyDim: 5 }, [7, 8], 3 * 8 * 15 + 2 * 15 + 15 * 8 + 8],
  [{ type: "attention-gate" }, [7, 8], 8],
  [{ type: "positions", kind: "learned" }, [7, 8], 56],
  [{ type: "positions", kind: "sinusoidal" }, [7, 8], 0],
  [{ type: "patches", size: 2 }, [6, 4, 3], 0],
  // Two normalisations, the attention, and w × 4w with biases both ways.
  [{ type: "transformer-block", heads: 2, activation: "gelu" }, [7, 8], 2 * 16 + 4 * 64 + 3 * 8 + 2 * 8 * 32 + 32 + 8],
  [
    { type: "transformer-block", heads: 2, keyDim: 3, units: 5, activation: "relu", isCausal: true },
    [7, 8],
    2 * 16 + 4 * 48 + 12 + 8 + 2 * 8 * 5 + 5 + 8,
  ],
  [{ type: "dense", units: 3, activation: "gelu" }, [7, 8], 27],
])("%j on %j has as many weights as its closed form", (layer, inputShape, count) => {
  expect(summariseNetwork({ inputShape, layers: [layer] }, 1, 2).weightCount).toBe(count);
});

test("places by sines: the first is (0, 1, 0, 1, …), and each turns by the angle of its pair", () => {
  const table = sinusoids(50, 5);
  expect([...table.slice(0, 5)]).toEqual([0, 1, 0, 1, 0]);
  for (const step of [1, 7, 49]) {
    const row = table.slice(step * 5, step * 5 + 5);
    const right = [1, 10_000 ** -0.4, 10_000 ** -0.8].flatMap((rate) => [Math.sin(step * rate), Math.cos(step * rate)]);
    row.forEach((value, i) => expect(value).toBeCloseTo(right[i]!, 6)); // five of six
  }
});

/** Networks that write: what they say of a step must come from the steps before it alone. */
import { beforeAll, describe, expect, test } from "vitest";
import { createBlock } from "../../core/block";
import type { JsonObject } from "../../core/json";
import { createRandom } from "../../core/random";
import { hiddenLayers } from "../../models/transformer/network";
import type { LayerSpec } from "../../tensor/layers/registry";
import { registerWasmBackend } from "../../tensor/kernels/wasm/register";
import { createNetwork, summariseNetwork, type NetworkSpec } from "../../tensor/network";
import { tf } from "../../tensor/tf";
import { recurrentLayers } from "../recurrent-layers";
import { languageModelOf } from "./language-model";

const vocabulary = 11;
const steps = 20;
const form = { shape: [steps], vocabularySize: vocabulary, foretells: true } as const;

const recurrent: JsonObject = {
  ...{ embedding: 6, units: [8, 5], bidirectional: true, pooling: "mean", dropout: 0, recurrentDropout: 0 },
};
const attending = (positions: string): JsonObject => ({ heads: 2, headWidth: 4, blocks: 2, positions, dropout: 0 });

const networks: readonly (readonly [name: string, layers: readonly LayerSpec[]])[] = [
  ["lstm", recurrentLayers("lstm", form, recurrent)],
  ["gru", recurrentLayers("gru", form, recurrent)],
  ["simple-rnn", recurrentLayers("simple-rnn", form, recurrent)],
  ["transformer, learned", hiddenLayers(form, attending("learned"))],
  ["transformer, sinusoidal", hiddenLayers(form, attending("sinusoidal"))],
];

const specOf = (layers: readonly LayerSpec[]): NetworkSpec => ({
  inputShape: [steps],
  layers: [...layers, { type: "dense", units: vocabulary, activation: "linear" }, { type: "flatten" }],
  isPadded: true,
});

beforeAll(() => registerWasmBackend({ threads: 1, isPlain: true }));

describe.each(["cpu", "wasm"])("on %s", (backend) => {
  beforeAll(async () => expect(await tf.setBackend(backend)).toBe(true));

  test.each(networks)("%s: a later token changes no earlier prediction, and an earlier one does", async (_, layers) => {
    const network = createNetwork(specOf(layers), createRandom(2));
    const { surprisal } = languageModelOf(network, vocabulary);
    const random = createRandom(5);
    const tokens = Array.from({ length: steps + 1 }, () => 1 + random.below(vocabulary - 1));
    const changedAt = 12;
    const changed = tokens.map((token, at) => (at === changedAt ? 1 + (token % (vocabulary - 1)) : token));
    const block = (list: readonly number[]) => createBlock(Float32Array.from(list), [1, steps]);
    const targets = block(tokens.slice(1));
    const before = (await surprisal!(block(tokens.slice(0, -1)), targets)).data;
    const after = (await surprisal!(block(changed.slice(0, -1)), targets)).data;
    // The sums of the same numbers in the same order: not a bit differs.
    expect(after.slice(0, changedAt)).toEqual(before.slice(0, changedAt));
    for (let at = changedAt; at < steps; at++) expect(after[at]).not.toBe(before[at]);
    network.dispose();
  });

  test.each(networks)("%s: rows side by side are foretold as each by itself, shorter ones too", async (_, layers) => {
    const before = tf.memory().numTensors;
    const network = createNetwork(specOf(layers), createRandom(3));
    const model = languageModelOf(network, vocabulary);
    const rows = [[2, 5, 4, 9, 4, 4, 7], [2], [2, 10, 1, 8, 3, 5, 5, 6, 7, 8, 9, 10, 4, 4, 4, 4, 4, 5, 6, 7]];
    const padded = Float32Array.from(rows.flatMap((row) => Array.from({ length: steps }, (_, at) => row[at] ?? 0)));
    const together = await model.predict(createBlock(padded, [rows.length, steps]));
    expect(together.shape).toEqual([rows.length, vocabulary]);
    for (const [at, row] of rows.entries()) {
      const alone = await model.predict(createBlock(Float32Array.from(row), [1, row.length]));
      const own = Array.from(together.data.slice(at * vocabulary, (at + 1) * vocabulary));
      expect(own.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
      // Float32 in another order of sums.
      alone.data.forEach((p, token) => expect(Math.abs(p - own[token]!)).toBeLessThan(1e-6));
      // What is foretold of the last step is what would be surprising there.
      const targets = Array.from({ length: steps }, (_, step) => (step === row.length - 1 ? 6 : 0));
      const inputs = createBlock(padded.slice(at * steps, (at + 1) * steps), [1, steps]);
      const nats = await model.surprisal!(inputs, createBlock(Float32Array.from(targets), [1, steps]));
      expect(nats.data[row.length - 1]).toBeCloseTo(-Math.log(own[6]!), 5);
      expect(nats.data.filter((value) => value !== 0)).toHaveLength(1);
    }
    network.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

test("the weights of the closed form, read from the beginning only", () => {
  const count = (layers: readonly LayerSpec[]) => summariseNetwork(specOf(layers), 1, 2).weightCount;
  const lstm = (from: number, to: number) => 4 * to * (from + to + 1);
  const last = (width: number) => vocabulary * (width + 1);
  expect(count(networks[0]![1])).toBe(6 * vocabulary + lstm(6, 8) + lstm(8, 5) + last(5));
  const w = 8;
  const block = 4 * w ** 2 + 3 * w + (8 * w ** 2 + 5 * w) + 4 * w;
  expect(count(networks[3]![1])).toBe(w * vocabulary + steps * w + 2 * block + 2 * w + last(w));
});

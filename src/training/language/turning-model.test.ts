/** Networks that turn one text into another: a step sees the source and the steps before it, and what it looks at is what it knows. */
import { beforeAll, describe, expect, test } from "vitest";
import { createBlock, type Block } from "../../core/block";
import { createRandom } from "../../core/random";
import { hiddenLayers } from "../../models/transformer/network";
import { registerWasmBackend } from "../../tensor/kernels/wasm/register";
import { createNetwork, summariseNetwork, type Network, type NetworkSpec } from "../../tensor/network";
import { tf } from "../../tensor/tf";
import { languageModelOf } from "./language-model";

const vocabulary = 11;
const [source, written] = [7, 6];
const width = 8;

function specOf(positions: string, blocks: number): NetworkSpec {
  const form = { shape: [source + written], vocabularySize: vocabulary, foretells: true, sourceSteps: source } as const;
  const layers = hiddenLayers(form, { heads: 2, headWidth: width / 2, blocks, positions, dropout: 0 });
  return {
    inputShape: form.shape,
    layers: [...layers, { type: "dense", units: vocabulary, activation: "linear" }, { type: "flatten" }],
    isPadded: true,
  };
}

const rowOf = (read: readonly number[], wrote: readonly number[]) => [
  ...Array.from({ length: source }, (_, at) => read[at] ?? 0),
  ...wrote,
];
const blockOf = (rows: readonly (readonly number[])[]) =>
  createBlock(Float32Array.from(rows.flat()), [rows.length, rows[0]?.length ?? 0]);

/** −ln p of token 5 at every step of one row. */
async function surprises(network: Network, row: readonly number[]): Promise<Block["data"]> {
  const targets = createBlock(new Float32Array(written).fill(5), [1, written]);
  return (await languageModelOf(network, vocabulary, source).surprisal!(blockOf([row]), targets)).data; // of a language
}

beforeAll(() => registerWasmBackend({ threads: 1, isPlain: true }));

describe.each(["cpu", "wasm"])("on %s", (backend) => {
  beforeAll(async () => expect(await tf.setBackend(backend)).toBe(true));

  test.each(["learned", "sinusoidal"])("%s: no step sees a later one, and each sees the source", async (positions) => {
    const network = createNetwork(specOf(positions, 2), createRandom(2));
    const [read, wrote] = [
      [3, 4, 9, 6],
      [2, 7, 8, 3, 10, 4],
    ];
    const before = await surprises(network, rowOf(read, wrote));
    for (const changedAt of [1, 4]) {
      const after = await surprises(network, rowOf(read, wrote.with(changedAt, 9)));
      // The sums of the same numbers in the same order: not a bit differs.
      expect(after.slice(0, changedAt)).toEqual(before.slice(0, changedAt));
      for (let at = changedAt; at < written; at++) expect(after[at]).not.toBe(before[at]);
    }
    for (let at = 0; at < read.length; at++) {
      const after = await surprises(network, rowOf(read.with(at, 10), wrote));
      after.forEach((nats, step) => expect(nats).not.toBe(before[step]));
    }
    network.dispose();
  });

  test("a batch of sources and texts of any length gives the same as its rows one by one", async () => {
    const before = tf.memory().numTensors;
    const network = createNetwork(specOf("learned", 2), createRandom(3));
    const model = languageModelOf(network, vocabulary, source);
    const rows = [
      [[3, 4, 9, 6, 5, 8, 7], [2]],
      [[3], [2, 7, 8, 3, 10, 4]],
      [
        [10, 4],
        [2, 9, 9],
      ],
    ] as const;
    const filled = rows.map(([read, wrote]) =>
      rowOf(
        read,
        Array.from({ length: written }, (_, at) => wrote[at] ?? 0),
      ),
    );
    const together = await model.predict(blockOf(filled));
    for (const [at, [read, wrote]] of rows.entries()) {
      const alone = await model.predict(blockOf([rowOf(read, wrote)]));
      const own = Array.from(together.data.slice(at * vocabulary, (at + 1) * vocabulary));
      expect(own.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
      // Float32 in another order of sums.
      alone.data.forEach((p, token) => expect(Math.abs(p - own[token]!)).toBeLessThan(1e-6));
      // Nobody looks at what fills up.
      const { data, shape } = await model.alignment!(blockOf([rowOf(read, wrote)])); // of a source
      expect(shape).toEqual([wrote.length, source]);
      for (const [step] of wrote.entries()) {
        const weights = Array.from(data.slice(step * source, (step + 1) * source));
        expect(weights.slice(0, read.length).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 6);
        expect(weights.slice(read.length).every((weight) => weight === 0)).toBe(true);
      }
    }
    network.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

test("the weights of the closed form: blocks that write, as many that read, and what looks across", () => {
  const w = width;
  const attention = 4 * w ** 2 + 3 * w;
  const dense = 8 * w ** 2 + 5 * w;
  const block = attention + dense + 4 * w;
  // What looks across normalises the source too.
  const across = attention + dense + 6 * w;
  const rest = w * vocabulary + 2 * w + vocabulary * (w + 1);
  for (const blocks of [1, 3]) {
    expect(summariseNetwork(specOf("sinusoidal", blocks), 1, 2).weightCount).toBe(2 * blocks * block + across + rest);
  }
});

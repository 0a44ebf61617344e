import { beforeAll, describe, expect, test } from "vitest";
import { createRandom } from "../../core/random";
import { registerWasmBackend } from "../kernels/wasm/register";
import type { NetworkSpec } from "../network";
import { createNetwork, summariseNetwork } from "../network";
import { tf } from "../tf";
import type { LayerMode } from "./layer";
import type { LayerSpec, RecurrentLayerSpec } from "./registry";
import { layerKind } from "./registry";

beforeAll(() => registerWasmBackend({ threads: 1 }));

const recurrents: readonly RecurrentLayerSpec[] = [
  { type: "lstm", units: 7 },
  { type: "gru", units: 6 },
  { type: "simple-rnn", units: 9 },
];

/** Ids from 1 on, filled up with 0 where they end; the last row is empty. */
const rows = [[3, 1, 4, 1, 5, 9, 2, 6], [5, 3], [5, 8, 9, 7, 9], [8], []];
const steps = 8;

const networksOf = (layer: RecurrentLayerSpec): readonly (readonly [string, readonly LayerSpec[]])[] => [
  [layer.type, [layer]],
  [`stacked ${layer.type}`, [{ ...layer, returnSequences: true }, layer]],
  [`${layer.type} backwards`, [{ ...layer, goBackwards: true }]],
  [
    `stacked bidirectional ${layer.type}`,
    [
      { type: "bidirectional", layer: { ...layer, returnSequences: true } },
      { type: "bidirectional", layer },
    ],
  ],
];

const specOf = (layers: readonly LayerSpec[]): NetworkSpec => ({
  inputShape: [steps],
  layers: [
    { type: "embedding", inputDim: 10, outputDim: 5 },
    ...layers,
    { type: "dense", units: 3, activation: "linear" },
  ],
  isPadded: true,
});

function predicted(network: ReturnType<typeof createNetwork>, ids: readonly (readonly number[])[]): Float32Array {
  return tf.tidy(() => network.apply(tf.tensor2d(ids.map((row) => [...row])), null).dataSync<"float32">());
}

describe.each(["cpu", "wasm"])("on %s", (backend) => {
  beforeAll(async () => expect(await tf.setBackend(backend)).toBe(true));

  test.each(recurrents.flatMap(networksOf))("%s: a padded batch predicts what its rows do one by one", (_, layers) => {
    const network = createNetwork(specOf(layers), createRandom(1));
    const batch = predicted(
      network,
      rows.map((row) => [...row, ...Array.from({ length: steps - row.length }, () => 0)]),
    );
    rows.forEach((row, i) => {
      // A row without tokens has one step of padding.
      const alone = predicted(network, [row.length > 0 ? row : [0]]);
      // Measured: the same bits; a kernel may add up in another order.
      alone.forEach((value, k) => expect(Math.abs(batch[3 * i + k]! - value)).toBeLessThan(1e-6));
    });
    // The state of nothing is 0, and the start of the bias of the last layer, too.
    expect([...batch.subarray(12)].map(Math.abs)).toEqual([0, 0, 0]);
    expect(batch.subarray(0, 12).every((value) => value !== 0)).toBe(true);
    expect(tf.tidy(() => network.apply(tf.zeros([0, steps]), null).shape)).toEqual([0, 3]);
    network.dispose();
  });

  test.each(recurrents)("%j: what is saved and loaded predicts the same", async (layer) => {
    const spec = specOf([{ type: "bidirectional", layer: { ...layer, returnSequences: true } }, layer]);
    const [one, other] = [1, 2].map((seed) => createNetwork(spec, createRandom(seed))) as [Network, Network]; // two seeds
    const ids = [rows[0]!]; // the longest
    const right = predicted(one, ids);
    expect(predicted(other, ids)).not.toEqual(right);
    other.load(await one.save());
    expect(predicted(other, ids)).toEqual(right);
    one.dispose();
    other.dispose();
  });

  test("a step that is repeated drops the same, another one something else, and predicting nothing", () => {
    const spec = { type: "lstm", units: 6, dropout: 0.3, recurrentDropout: 0.3 } as const;
    const kind = layerKind(spec);
    tf.tidy(() => {
      const random = createRandom(3);
      const weights = kind
        .weights(spec, [5, 4])
        .map(({ shape, initialise }) => tf.tensor(initialise(random), [...shape]));
      const x = tf.tensor3d(
        Float32Array.from({ length: 40 }, () => random.normal()),
        [2, 5, 4],
      );
      const outputs = (of: LayerSpec, step: number | null, seed = 7) => {
        const mode: LayerMode = {
          isFitting: step !== null,
          seed,
          step: step === null ? null : tf.scalar(step),
          mask: null,
        };
        return [...layerKind(of).apply(of, x, weights, mode).dataSync()];
      };
      const bare: LayerSpec = { type: "lstm", units: 6 };
      expect(outputs(spec, 4)).toEqual(outputs(spec, 4));
      expect(outputs(spec, 5)).not.toEqual(outputs(spec, 4));
      expect(outputs(spec, 4, 8)).not.toEqual(outputs(spec, 4));
      expect(outputs(spec, null)).toEqual(outputs(bare, null));
      expect(outputs(bare, 4)).toEqual(outputs(bare, null));
      for (const only of [{ dropout: 0.3 }, { recurrentDropout: 0.3 }])
        expect(outputs({ ...bare, ...only }, 4)).not.toEqual(outputs(bare, 4));
    });
  });
});

type Network = ReturnType<typeof createNetwork>;

test.each<readonly [RecurrentLayerSpec, number]>([
  [{ type: "lstm", units: 7 }, 4 * (5 * 7 + 7 * 7 + 7)],
  // As Keras with reset_after: two biases.
  [{ type: "gru", units: 6 }, 3 * (5 * 6 + 6 * 6 + 2 * 6)],
  [{ type: "simple-rnn", units: 9 }, 5 * 9 + 9 * 9 + 9],
])("%j has as many numbers as the closed form says: %i", (layer, count) => {
  const countOf = (spec: LayerSpec) => summariseNetwork(specOf([spec]), 1, 2).layers[1]!.weightCount; // after the embedding
  expect(countOf(layer)).toBe(count);
  expect(countOf({ type: "bidirectional", layer })).toBe(2 * count);
});

test("the gate that forgets starts open, kernels as Glorot has them and recurrent kernels orthogonal", () => {
  const [kernel, recurrentKernel, bias] = layerKind({ type: "lstm", units: 3 })
    .weights({ type: "lstm", units: 3 }, [4, 5])
    .map((weight) => weight.initialise(createRandom(1)));
  expect([...bias!]).toEqual([0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0]);
  expect(Math.max(...kernel!.map(Math.abs))).toBeLessThanOrEqual(Math.sqrt(6 / (5 + 12)));
  for (let a = 0; a < 3; a++)
    for (let b = 0; b < 3; b++) {
      let product = 0;
      for (let i = 0; i < 12; i++) product += recurrentKernel![12 * a + i]! * recurrentKernel![12 * b + i]!; // 3 × 12
      expect(product).toBeCloseTo(Number(a === b), 6);
    }
});

test("labels name units, direction and what comes out, in both languages", () => {
  const label = (spec: LayerSpec) => layerKind(spec).label(spec);
  expect(label({ type: "lstm", units: 64 })).toEqual({ en: "LSTM 64", zh: "LSTM 64" });
  expect(label({ type: "gru", units: 8, returnSequences: true, dropout: 0.2, goBackwards: true })).toEqual({
    en: "GRU 8, backwards, every step, dropout 0.2/0",
    zh: "GRU 8, 逆序, 输出每一步, 丢弃 0.2/0",
  });
  expect(label({ type: "bidirectional", layer: { type: "simple-rnn", units: 4 } })).toEqual({
    en: "Bidirectional Simple RNN 4",
    zh: "双向 简单 RNN 4",
  });
});

test("what is no sequence of steps is refused", () => {
  const outputShape = (inputShape: readonly number[]) => () =>
    layerKind({ type: "bidirectional", layer: { type: "gru", units: 2 } }).outputShape(
      { type: "bidirectional", layer: { type: "gru", units: 2 } },
      inputShape,
    );
  expect(outputShape([4])).toThrow(/sequences \[step, channel\], not the shape \[4\]/);
  expect(outputShape([0, 4])).toThrow(/at least one step/);
});

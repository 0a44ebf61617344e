/** Every tile, and every form of sums, held to the table on the software adapter, which by itself takes one of each. */
import { beforeAll, describe, expect, test } from "vitest";
import { createRandom, permutation } from "../../../core/random";
import { tf } from "../../tf";
import { kernelCases } from "../wasm/cases/table.fixture";
import { registerWasmBackend } from "../wasm/register";
import type { WebgpuBackend } from "./backend";
import { webgpuCases } from "./cases.fixture";
import { startDawn } from "./dawn.fixture";
import { assume, type DeviceTraits } from "./device-traits";
import { hold } from "./hold-table.fixture";
import { registerWebgpuKernels } from "./register";
import { nameOf, tilesWithin } from "./tiles";

const problem = await startDawn();

const tiles = new Map(
  [
    [256, false],
    [128, false],
    [256, true],
  ].flatMap(([threads, isSoftware]) =>
    tilesWithin(Number(threads), 16_384, Boolean(isSoftware)).map((tile) => [nameOf(tile), tile]),
  ),
);

/** Edges of every tile, turned matrices, sums of columns on the way, an inner axis in pieces, a convolution with bias. */
const products = new Set([
  "100 × 65 × 70, A turned, B turned",
  "130 × 1100 × 129, A turned: all columns at once where they are few",
  "130 × 70 to 65, relu",
  "600 × 20 to 5, linear",
]);

/** Kernels whose workgroups sum, or have as many threads as there may be. */
const threaded = [
  ...["LayerNormalization", "LayerNormalizationGrad", "BatchNormalization", "BatchNormalizationGrad"],
  ...["WeightedLoss", "ActivationGrad", "OptimizerUpdate", "Attention", "AttentionGrad", "Recurrent", "RecurrentGrad"],
  ...["MaxPool", "AvgPool", "DepthwiseConv2dNativeBackpropFilter", "Conv2DBackpropFilter", "DenseGrad"],
];

/** Those that are always held, for what few of their kernel do: the largest number of a row, large windows, long columns. */
const always = /softmax-cross-entropy, 2 × 12000|whole of a large image|several chunks|600 × 20 to 5/;

/** Cases of each that are held. */
const some = 6;

const forms: Readonly<Record<string, Partial<DeviceTraits>>> = {
  "256 threads": { mostThreads: 256 },
  "256 threads, by halves": { mostThreads: 256, hasSubgroups: false },
  "128 threads": { mostThreads: 128 },
  "64 threads, by halves": { mostThreads: 64, hasSubgroups: false },
  "a graphics card": { isSoftware: false, mostThreads: 256, tiles: tilesWithin(256, 16_384, false) },
};

if (problem) test.skip(`is left out: ${problem}`);
else {
  registerWasmBackend({});
  let backend: WebgpuBackend;
  beforeAll(async () => {
    registerWebgpuKernels();
    expect(await tf.setBackend("wasm")).toBe(true);
    expect(await tf.setBackend("webgpu")).toBe(true);
    backend = tf.backend() as unknown as WebgpuBackend; // the one registered under this name
  });

  const cases = [...kernelCases, ...webgpuCases];

  async function holdAs(assumed: Partial<DeviceTraits>, kernelCase: (typeof cases)[number]): Promise<void> {
    const end = assume(backend, assumed);
    try {
      await hold(kernelCase, "wasm");
    } finally {
      end();
    }
  }

  describe.each([...tiles])("tiles of %s", (_, tile) => {
    const held = cases.filter(({ what, kernel }) => products.has(what) && kernel !== "DenseInputGrad");
    test("are in the table", () => expect(held).toHaveLength(products.size));
    test.each(held)("$kernel $what", (kernelCase) => holdAs({ tiles: [tile] }, kernelCase));
  });

  describe.each(Object.entries(forms))("%s", (_, form) => {
    for (const name of threaded) {
      const all = cases.filter(({ kernel }) => kernel === name);
      const drawn = permutation(all.length, createRandom(8)).slice(0, some);
      const held = all.filter(({ what }, at) => drawn.includes(at) || always.test(what));
      test(`${name} is in the table`, () => expect(all).not.toEqual([]));
      test.each(held)("$kernel $what", (kernelCase) => holdAs(form, kernelCase));
    }
  });
}

import { afterAll, expect, test } from "vitest";
import { createBlock } from "../core/block";
import { createRandom } from "../core/random";
import { useBackend } from "../tensor/backend";
import type { LayerSpec } from "../tensor/layers/registry";
import { createNetwork } from "../tensor/network";
import { lookAtNetwork } from "./look-at-network";

afterAll(() => useBackend("cpu"));

test("a look on the graphics device sees the weights of its moment, though they are replaced before it has arrived", async () => {
  await useBackend("webgpu");
  const layers: readonly LayerSpec[] = [
    { type: "conv2d", filters: 2, kernelSize: 3, activation: "relu" },
    { type: "global-average-pooling" },
    { type: "dense", units: 1, activation: "linear" },
  ];
  const network = createNetwork({ inputShape: [6, 6, 1], layers }, createRandom(1));
  const picture = createBlock(
    new Float32Array(36).map((_, i) => Math.sin(i)),
    [1, 6, 6, 1],
  );
  const expected = await lookAtNetwork(network, { kind: "binary" }, picture);
  const other = createNetwork({ inputShape: [6, 6, 1], layers }, createRandom(2));
  const blocks = await other.save();
  const looking = lookAtNetwork(network, { kind: "binary" }, picture);
  network.load(blocks);
  expect(await looking).toEqual(expected);
  expect(await lookAtNetwork(network, { kind: "binary" }, picture)).not.toEqual(expected);
  network.dispose();
  other.dispose();
});

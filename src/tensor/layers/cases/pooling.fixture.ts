/** Poolings of images and sequences, by windows and of all there is. */
import type { AveragePooling2dSpec } from "../average-pooling2d";
import type { GlobalAveragePoolingSpec, GlobalMaxPoolingSpec } from "../global-pooling";
import type { MaxPooling1dSpec } from "../max-pooling1d";
import type { MaxPooling2dSpec } from "../max-pooling2d";
import type { LayerCase } from "./layer-case.fixture";
import type { Array64 } from "./references.fixture";
import { asImage, asSequence, pooling64, shaped64 } from "./references.fixture";

export const maxima: readonly LayerCase<MaxPooling2dSpec>[] = [
  {
    name: "max-pooling 2 × 2 of an odd size",
    spec: { type: "max-pooling2d", poolSize: 2 },
    inputShape: [7, 5, 3],
    batch: 2,
    reference: (x) => pooling64(x, "max", { size: [2, 2], strides: [2, 2], padding: "valid" }),
  },
  {
    name: "max-pooling 3 × 2 of overlapping windows, padded, batch 1",
    spec: { type: "max-pooling2d", poolSize: [3, 2], strides: [2, 1], padding: "same" },
    inputShape: [6, 7, 2],
    batch: 1,
    reference: (x) => pooling64(x, "max", { size: [3, 2], strides: [2, 1], padding: "same" }),
  },
  {
    name: "max-pooling 3 × 3 of stride 1, padded, eight channels",
    spec: { type: "max-pooling2d", poolSize: 3, strides: 1, padding: "same" },
    inputShape: [4, 5, 8],
    batch: 2,
    reference: (x) => pooling64(x, "max", { size: [3, 3], strides: [1, 1], padding: "same" }),
  },
];

export const sequenceMaxima: readonly LayerCase<MaxPooling1dSpec>[] = [
  {
    name: "1-D max-pooling of 2, an odd number of steps",
    spec: { type: "max-pooling1d", poolSize: 2 },
    inputShape: [7, 3],
    batch: 2,
    reference: (x) => asSequence(pooling64(asImage(x), "max", { size: [1, 2], strides: [1, 2], padding: "valid" })),
  },
  {
    name: "1-D max-pooling of 3, stride 2, padded, batch 1",
    spec: { type: "max-pooling1d", poolSize: 3, strides: 2, padding: "same" },
    inputShape: [8, 2],
    batch: 1,
    reference: (x) => asSequence(pooling64(asImage(x), "max", { size: [1, 3], strides: [1, 2], padding: "same" })),
  },
];

export const averages: readonly LayerCase<AveragePooling2dSpec>[] = (
  [
    [[7, 5], [2, 2], [2, 2], "valid"],
    [[7, 5], [3, 2], [2, 1], "same"],
    [[6, 8], [2, 4], [2, 4], "same"],
    [[5, 6], [3, 3], [1, 1], "valid"],
  ] as const
).map(([[height, width], poolSize, strides, padding], index) => ({
  name: `average-pooling ${poolSize.join(" × ")} of ${height} × ${width}, ${padding}`,
  spec: { type: "average-pooling2d", poolSize, strides, padding },
  inputShape: [height, width, 3 + index],
  batch: 1 + (index % 2),
  reference: (x) => pooling64(x, "average", { size: poolSize, strides, padding }),
}));

/** Batch, height and width; a sequence where there is no height. */
const extents = [
  [2, 3, 5],
  [1, undefined, 7],
  [3, 4, 4],
  [2, 1, 1],
] as const;

/** All the pixels of each image in one window. */
function whole(x: Array64, kind: "average" | "max", [batch, height = 1, width]: (typeof extents)[number]): Array64 {
  const image = { data: x.data, shape: [batch, height, width, 3] };
  return shaped64(pooling64(image, kind, { size: [height, width], strides: [1, 1], padding: "valid" }), [batch, 3]);
}

export const globalAverages: readonly LayerCase<GlobalAveragePoolingSpec>[] = [
  ...extents.map(globalAverageOf),
  {
    name: "global average-pooling of the steps that are there",
    spec: { type: "global-average-pooling" },
    inputShape: [5, 3],
    batch: 4,
    lengths: [5, 1, 3, 0],
    reference: ({ data }) => ({
      data: Float64Array.from({ length: 12 }, (_, at) => {
        const [item, channel] = [Math.floor(at / 3), at % 3];
        const length = [5, 1, 3, 0][item]!; // four cases
        let total = 0;
        for (let step = 0; step < length; step++) total += data[(item * 5 + step) * 3 + channel]!; // within
        return total / Math.max(1, length);
      }),
      shape: [4, 3],
    }),
  },
];

function globalAverageOf(extent: (typeof extents)[number]): LayerCase<GlobalAveragePoolingSpec> {
  const [batch, ...sides] = extent;
  const shape = sides.filter((side) => side !== undefined);
  return {
    name: `global average-pooling of ${batch} times ${shape.join(" × ")}`,
    spec: { type: "global-average-pooling" },
    inputShape: [...shape, 3],
    batch,
    reference: (x) => whole(x, "average", extent),
  };
}

export const globalMaxima = extents.map((extent): LayerCase<GlobalMaxPoolingSpec> => {
  const [batch, ...sides] = extent;
  const shape = sides.filter((side) => side !== undefined);
  return {
    name: `global max-pooling of ${batch} times ${shape.join(" × ")}`,
    spec: { type: "global-max-pooling" },
    inputShape: [...shape, 3],
    batch,
    reference: (x) => whole(x, "max", extent),
  };
});

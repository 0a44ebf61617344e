/** Every layer of a file that can be computed, by its class in Keras: one line each. */
import { tf } from "../tf";
import { conv2d, dense, depthwiseConv2d, separableConv2d } from "./kinds/convolutions";
import {
  activation,
  batchNormalization,
  elu,
  fixedActivation,
  leakyRelu,
  normalization,
  prelu,
  relu,
  rescaling,
} from "./kinds/elementwise";
import { averagePooling2d, globalAveragePooling2d, globalMaxPooling2d, maxPooling2d } from "./kinds/pooling";
import { concatenate, cropping2d, flatten, merging, reshape, upSampling2d, zeroPadding2d } from "./kinds/shaping";
import type { AnyNodeKind } from "./node-kind";

export const inputKind = "InputLayer";

const kinds: Readonly<Record<string, AnyNodeKind>> = {
  Conv2D: conv2d,
  DepthwiseConv2D: depthwiseConv2d,
  SeparableConv2D: separableConv2d,
  Dense: dense,
  BatchNormalization: batchNormalization,
  Activation: activation,
  ReLU: relu,
  LeakyReLU: leakyRelu,
  ELU: elu,
  PReLU: prelu,
  Softmax: fixedActivation("softmax"),
  MaxPooling2D: maxPooling2d,
  AveragePooling2D: averagePooling2d,
  GlobalAveragePooling2D: globalAveragePooling2d,
  GlobalMaxPooling2D: globalMaxPooling2d,
  ZeroPadding2D: zeroPadding2d,
  Cropping2D: cropping2d,
  UpSampling2D: upSampling2d,
  Flatten: flatten,
  Reshape: reshape,
  Add: merging(tf.add),
  Subtract: merging(tf.sub),
  Multiply: merging(tf.mul),
  Average: merging(tf.add, true),
  Maximum: merging(tf.maximum),
  Minimum: merging(tf.minimum),
  Concatenate: concatenate,
  Rescaling: rescaling,
  Normalization: normalization,
};

/** Layers that do nothing when predicting: they become no node. */
export const passThrough: ReadonlySet<string> = new Set([
  "Dropout",
  "SpatialDropout2D",
  "AlphaDropout",
  "GaussianDropout",
  "GaussianNoise",
  "ActivityRegularization",
]);

export function knownKind(name: string): AnyNodeKind | null {
  return Object.hasOwn(kinds, name) ? kinds[name]! : null; // just asked for
}

/** Of a node of a graph, which has only known ones. */
export function kindOf(name: string): AnyNodeKind {
  const kind = knownKind(name);
  if (kind) return kind;
  throw new RangeError(`there is no layer ${name}`);
}

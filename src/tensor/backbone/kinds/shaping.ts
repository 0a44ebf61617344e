/** Layers of a file that move numbers about, or bring several inputs together. */
import { sizeOf } from "../../../core/block";
import { tf } from "../../tf";
import { type Config, marginsIn, numberIn, numbersIn, pairIn, requireChannelsLast, UnknownSetting } from "../config";
import { mapsOf, nodeKind, single, type AnyNodeKind, type Shape } from "../node-kind";

export const zeroPadding2d = nodeKind({
  read(config: Config) {
    requireChannelsLast(config);
    return { margins: marginsIn(config, "padding") };
  },
  outputShape({ margins: [[top, bottom], [left, right]] }, inputs) {
    const [height, width, channels] = mapsOf(single(inputs));
    return [height + top + bottom, width + left + right, channels];
  },
  apply: ({ margins }, inputs) => tf.pad(single(inputs), [[0, 0], ...margins, [0, 0]]),
});

export const cropping2d = nodeKind({
  read(config: Config) {
    requireChannelsLast(config);
    return { margins: marginsIn(config, "cropping") };
  },
  outputShape({ margins: [[top, bottom], [left, right]] }, inputs) {
    const [height, width, channels] = mapsOf(single(inputs));
    const left0 = [height - top - bottom, width - left - right];
    if (left0.some((extent) => extent < 1)) throw new RangeError("nothing would be left");
    return [...left0, channels];
  },
  apply({ margins: [[top, bottom], [left, right]] }, inputs) {
    const x = single(inputs);
    const [batch, height, width, channels] = x.shape as [number, number, number, number]; // outputShape has checked the rank
    return tf.slice(x, [0, top, left, 0], [batch, height - top - bottom, width - left - right, channels]);
  },
});

/** Each pixel as a square of pixels; in between them nothing is worked out. */
export const upSampling2d = nodeKind({
  read(config: Config) {
    requireChannelsLast(config);
    if ((config["interpolation"] ?? "nearest") !== "nearest")
      throw new UnknownSetting({ en: "it interpolates", zh: "它使用插值" });
    return { size: pairIn(config, "size", [2, 2]) };
  },
  outputShape({ size: [down, across] }, inputs) {
    const [height, width, channels] = mapsOf(single(inputs));
    return [height * down, width * across, channels];
  },
  apply({ size: [down, across] }, inputs) {
    const x = single(inputs);
    const [batch, height, width, channels] = x.shape as [number, number, number, number]; // as above
    const parted = tf.reshape(x, [batch, height, 1, width, channels]);
    const rows = tf.reshape(tf.tile(parted, [1, 1, down, 1, 1]), [batch * height * down, width, 1, channels]);
    return tf.reshape(tf.tile(rows, [1, 1, across, 1]), [batch, height * down, width * across, channels]);
  },
});

export const flatten = nodeKind({
  read(config: Config) {
    requireChannelsLast(config);
    return {};
  },
  outputShape: (_, inputs) => [sizeOf(single(inputs))],
  apply: (_, inputs) => {
    const x = single(inputs);
    return tf.reshape(x, [x.shape[0] ?? 0, -1]);
  },
});

export const reshape = nodeKind({
  read: (config: Config) => ({ target: numbersIn(config, "target_shape") }),
  outputShape({ target }, inputs) {
    const size = sizeOf(single(inputs));
    const known = sizeOf(target.filter((extent) => extent !== -1));
    const open = target.filter((extent) => extent === -1).length;
    if (open > 1 || (open === 1 ? size % known !== 0 : size !== known))
      throw new RangeError(`${size} numbers are not [${target.join(", ")}]`);
    return target.map((extent) => (extent === -1 ? size / known : extent));
  },
  apply: ({ target }, inputs) => {
    const x = single(inputs);
    return tf.reshape(x, [x.shape[0] ?? 0, ...target]);
  },
});

/** Several inputs into one, number by number, in their order. */
export function merging(join: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor, isMean = false): AnyNodeKind {
  return nodeKind({
    read: () => ({}),
    outputShape: (_, inputs) => inputs.reduce(spread),
    apply(_, inputs) {
      const [first, ...others] = inputs as [tf.Tensor, ...tf.Tensor[]]; // the graph has two at least
      const joined = others.reduce(join, first);
      return isMean ? tf.div(joined, inputs.length) : joined;
    },
  });
}

/** The shape of both where each axis is the same or 1, as in squeezing and exciting. */
function spread(a: Shape, b: Shape): Shape {
  const fits = a.length === b.length && a.every((extent, axis) => extent === b[axis] || extent === 1 || b[axis] === 1);
  if (!fits) throw new RangeError(`[${a.join(", ")}] and [${b.join(", ")}] do not go together`);
  return a.map((extent, axis) => Math.max(extent, b[axis]!)); // as many axes
}

export const concatenate = nodeKind({
  read: (config: Config) => ({ axis: numberIn(config, "axis", -1) }),
  outputShape({ axis }, inputs) {
    const [first = []] = inputs;
    const along = axis < 0 ? first.length + axis : axis - 1;
    const fits = inputs.every(
      (shape) => shape.length === first.length && shape.every((extent, i) => i === along || extent === first[i]),
    );
    if (!fits || along < 0 || along >= first.length)
      throw new RangeError(`${inputs.map((shape) => `[${shape.join(", ")}]`).join(" and ")} do not go together`);
    return first.map((extent, i) => (i === along ? inputs.reduce((sum, shape) => sum + shape[i]!, 0) : extent)); // as many axes
  },
  apply: ({ axis }, inputs) => tf.concat([...inputs], axis),
});

/** Pooling: the largest number or the mean of each window of an image, and the gradients. What lies outside counts for nothing. */
import { sizeOf } from "../../../../core/block";
import type { tf } from "../../../tf";
import { areFloats } from "../../are-floats";
import { changesNothing, poolingOf } from "../../pooling-info";
import type { WebgpuBackend } from "../backend";
import { dispatch, spread } from "../dispatch";
import type { KernelCall, WebgpuKernel } from "../kernel";
import { output, reshaped, zeros } from "../kernel";
import { traitsOf } from "../device-traits";
import { elementWise } from "../wgsl";
import { windowsOver, windowUniforms } from "../windows";

const threads = 64;

/** Numbers of a window from which several threads share it, as where whole images are pooled. */
const large = 64;

/** Results from which a device is busy with one thread for each. */
const enough = 65_536;

/** The same on a software adapter, where sharing costs more than it saves. */
const softwareEnough = 32;

/** Channels of a workgroup that shares windows; each has as many threads as there can be. */
const across = 16;

/** MaxPool of x [batch, height, width, channel]. NaN is passed over, as by the JavaScript kernel. */
export const maxPool: WebgpuKernel = { name: "MaxPool", run: (call) => pooled(call, true) };

/** AvgPool of x [batch, height, width, channel]. */
export const averagePool: WebgpuKernel = { name: "AvgPool", run: (call) => pooled(call, false) };

function pooled({ inputs: { x }, attrs, backend }: KernelCall, isMax: boolean): tf.TensorInfo | null {
  if (!x || !areFloats(x)) return null;
  const info = poolingOf(x.shape, attrs);
  // TensorFlow.js lets windows be larger than the image.
  if ([...info.inShape, ...info.outShape].some((extent) => extent <= 0)) return null;
  if (changesNothing(info)) return reshaped(backend, x, x.shape);
  const y = output(backend, info.outShape);
  const size = sizeOf(y.shape);
  const { isSoftware, mostThreads } = traitsOf(backend);
  const isShared = info.filterHeight * info.filterWidth >= large && size < (isSoftware ? softwareEnough : enough);
  const windows = size / info.inChannels;
  const down = Math.floor(mostThreads / across);
  dispatch(backend, {
    key: `${isMax ? "largest" : "mean"} of ${isShared ? `large by ${down} ` : ""}windows`,
    outputs: { y },
    inputs: { x },
    uniforms: { size, windows, ...start, ...windowUniforms(info) },
    groups: isShared ? [...spread(windows), Math.ceil(info.inChannels / across)] : spread(Math.ceil(size / threads)),
    code: () => (isShared ? sharedWindows(isMax, down) : ownWindow(isMax)),
  });
  return y;
}

/** No constant of WGSL is infinite. */
const start = { lowest: { float: -Infinity } };

/** WGSL: the part of the window `site`, counted over all images, that lies inside, and the number of the row of its image. */
const insideOf = `
  let line = site / given.outWidth;
  let corner = vec2i(site % given.outWidth * given.right - given.left, line % given.outHeight * given.down - given.top);
  let low = max(corner, vec2i());
  let high = min(corner + vec2i(given.windowWidth, given.windowHeight), vec2i(given.width, given.height));
  let image = line / given.outHeight * given.height;`;

/** WGSL: one more number for a maximum or a sum. */
const join = (isMax: boolean, value: string, next: string) =>
  isMax ? `${value} = select(${value}, ${next}, ${next} > ${value});` : `${value} += ${next};`;

/** WGSL: the mean of what was summed. */
const share = (isMax: boolean) => (isMax ? "" : " / f32(max(0, high.x - low.x) * max(0, high.y - low.y))");

/** Row by row: a sum over a large window loses fewer digits so. */
const ownWindow = (isMax: boolean) =>
  elementWise(
    threads,
    `let channel = at % given.channels;
  let site = at / given.channels;${insideOf}
  var value = ${isMax ? "given.lowest" : "0.0"};
  for (var row = low.y; row < high.y; row++) {
    let first = (image + row) * given.width;
    for (var place = first + low.x; place < first + high.x; place++) {
      let next = x[place * given.channels + channel];
      ${join(isMax, "value", "next")}
    }
  }
  y[at] = value${share(isMax)};`,
  );

/** Each thread takes every so manieth number of a window. */
const sharedWindows = (isMax: boolean, down: number) => `
var<workgroup> shares : array<f32, ${across * down}>;
@compute @workgroup_size(${across}, ${down})
fn main(@builtin(workgroup_id) group : vec3u, @builtin(num_workgroups) groups : vec3u, @builtin(local_invocation_id) local : vec3u) {
  let site = i32(group.x + group.y * groups.x);
  let channel = i32(group.z) * ${across} + i32(local.x);${insideOf}
  var value = ${isMax ? "given.lowest" : "0.0"};
  if (channel < given.channels && site < given.windows && low.x < high.x) {
    let wide = high.x - low.x;
    var row = low.y;
    var column = low.x + i32(local.y);
    while (column >= high.x) { column -= wide; row++; }
    while (row < high.y) {
      let next = x[((image + row) * given.width + column) * given.channels + channel];
      ${join(isMax, "value", "next")}
      column += ${down};
      while (column >= high.x) { column -= wide; row++; }
    }
  }
  let own = local.y * ${across}u + local.x;
  shares[own] = value;
  for (var half = ${down / 2}u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (local.y < half) {
      let next = shares[own + half * ${across}u];
      ${join(isMax, "shares[own]", "next")}
    }
  }
  if (local.y == 0u && channel < given.channels && site < given.windows) {
    y[site * given.channels + channel] = shares[own]${share(isMax)};
  }
}`;

/** MaxPoolGrad: of several equal maxima the first one of the window gets the derivative. */
export const maxPoolGrad: WebgpuKernel = {
  name: "MaxPoolGrad",
  run({ inputs: { dy, input, output: y }, attrs, backend }) {
    if (!dy || !input || !y || !areFloats(dy, input, y)) return null;
    return pooledBack(backend, "largest", { dy, x: input, y }, input.shape, attrs);
  },
};

/** AvgPoolGrad: each number of a window gets its share of the derivative, which is that of the part inside. */
export const averagePoolGrad: WebgpuKernel = {
  name: "AvgPoolGrad",
  run({ inputs: { dy, input }, attrs, backend }) {
    if (!dy || !input || !areFloats(dy, input)) return null;
    return pooledBack(backend, "mean", { dy }, input.shape, attrs);
  },
};

/** WGSL that adds to `value` what the window `window`, whose corner it is, has for the number `at` in `row` and `column` of its image. */
const backFrom = {
  largest: `
      if (here > given.lowest && here == y[window] && isFirst(here, image, corner, row, column, channel)) { value += dy[window]; }`,
  mean: `
      let low = max(corner, vec2i());
      let high = min(corner + vec2i(given.windowWidth, given.windowHeight), vec2i(given.width, given.height));
      value += dy[window] / f32((high.x - low.x) * (high.y - low.y));`,
};

/** WGSL: whether no number of the window before the one at (`row`, `column`) is the same. */
const isFirst = `
fn isFirst(here : f32, image : i32, corner : vec2i, row : i32, column : i32, channel : i32) -> bool {
  let right = min(corner.x + given.windowWidth, given.width);
  for (var i = max(corner.y, 0); i <= row; i++) {
    let end = select(right, column, i == row);
    for (var j = max(corner.x, 0); j < end; j++) {
      if (x[((image * given.height + i) * given.width + j) * given.channels + channel] == here) { return false; }
    }
  }
  return true;
}`;

/** Every number adds up what the windows over it have for it, in their order. */
function pooledBack(
  backend: WebgpuBackend,
  what: "largest" | "mean",
  inputs: { readonly dy: tf.TensorInfo } & Readonly<Record<string, tf.TensorInfo>>,
  shape: readonly number[],
  attrs: KernelCall["attrs"],
): tf.TensorInfo {
  const { dy } = inputs;
  const size = sizeOf(shape);
  if (size === 0 || sizeOf(dy.shape) === 0) return zeros(backend, shape);
  const dx = output(backend, shape);
  dispatch(backend, {
    key: `back from ${what} of windows`,
    outputs: { dx },
    inputs,
    // tf.avgPool does not tell its gradient how sizes are rounded, but dy has the shape.
    uniforms: { size, ...start, ...windowUniforms(poolingOf(shape, attrs), dy.shape) },
    groups: spread(Math.ceil(size / threads)),
    code: () =>
      (what === "largest" ? isFirst : "") +
      elementWise(
        threads,
        `${windowsOver}
  let column = site % given.width;
  let row = line % given.height;
  ${what === "largest" ? "let here = x[at];" : ""}
  var value = 0.0;
  for (var i = first.y; i < last.y; i++) {
    for (var j = first.x; j < last.x; j++) {
      let window = ((image * given.outHeight + i) * given.outWidth + j) * given.channels + channel;
      let corner = vec2i(j, i) * step - vec2i(given.left, given.top);${backFrom[what]}
    }
  }
  dx[at] = value;`,
      ),
  });
  return dx;
}

/** Convolution of each channel by itself, alone and with what a layer adds to it, and the gradients. */
import { sizeOf } from "../../../../core/block";
import type { tf } from "../../../tf";
import { areFloats } from "../../are-floats";
import { depthwiseOf, type ConvolutionInfo } from "../../convolution-info";
import type { WebgpuBackend } from "../backend";
import { columnSums } from "../column-sums";
import { dispatch, spread, type Uniforms } from "../dispatch";
import type { KernelCall, WebgpuKernel } from "../kernel";
import { free, output, zeros } from "../kernel";
import { traitsOf } from "../device-traits";
import { elementWise } from "../wgsl";
import { windowsOver, windowUniforms } from "../windows";
import { endings } from "./matmul";

const threads = 64;

/** Results side by side that a thread makes. */
const strip = 4;

/** Numbers of a line that it may need for them. */
const longest = 128;

/** Threads from which a device is busy: where the filters have fewer numbers, lines of the results are summed in pieces. */
const enough = 65_536;
const softwareEnough = 1024;

/** Lines of a piece at least. */
const pieceLines = 4;

/** DepthwiseConv2dNative: x [batch, height, width, channel] by filter [height, width, channel, multiplier]. */
export const depthwiseConv2d: WebgpuKernel = {
  name: "DepthwiseConv2dNative",
  run: ({ inputs: { x, filter }, attrs, backend }) =>
    x && filter ? convolved(backend, x, filter, undefined, "linear", attrs) : null,
};

/** FusedDepthwiseConv2D with a bias for each channel of the result. */
export const fusedDepthwiseConv2d: WebgpuKernel = {
  name: "FusedDepthwiseConv2D",
  run({ inputs: { x, filter, bias, preluActivationWeights }, attrs, backend }) {
    const { activation = "linear" } = attrs as { readonly activation?: string }; // given by the fused operation
    return x && filter && !preluActivationWeights ? convolved(backend, x, filter, bias, activation, attrs) : null;
  },
};

function geometry(info: ConvolutionInfo): Uniforms {
  return {
    ...windowUniforms(info),
    ...{ outChannels: info.outChannels, multiplier: info.outChannels / info.inChannels },
  };
}

function convolved(
  backend: WebgpuBackend,
  x: tf.TensorInfo,
  filter: tf.TensorInfo,
  bias: tf.TensorInfo | undefined,
  activation: string,
  attrs: KernelCall["attrs"],
): tf.TensorInfo | null {
  const ending = endings[activation];
  if (!areFloats(x, filter, bias) || ending === undefined) return null;
  const info = depthwiseOf(x.shape, filter.shape, attrs);
  if (!info || [...info.inShape, ...info.outShape, ...filter.shape].includes(0)) return null;
  if (reach(info.filterWidth, info.strideWidth) > longest) return null;
  if (bias && bias.shape.at(-1) !== sizeOf(bias.shape)) return null;
  if (bias && sizeOf(bias.shape) !== info.outChannels) return null;
  const y = output(backend, info.outShape);
  const strips = Math.ceil(info.outWidth / strip);
  const size = (sizeOf(y.shape) / info.outWidth) * strips;
  const [width, step] = [info.filterWidth, info.strideWidth];
  dispatch(backend, {
    key: `channel by channel, ${width} wide in steps of ${step} ${bias ? "bias" : ""} ${activation}`,
    outputs: { y },
    inputs: { x, weights: filter, ...(bias && { bias }) },
    uniforms: { size, strips, ...geometry(info) },
    groups: spread(Math.ceil(size / threads)),
    code: () => forward(width, step, `${bias ? "value += bias[column];" : ""} ${ending}`),
  });
  return y;
}

/** Numbers of a line that a strip of results is made of. */
const reach = (width: number, step: number) => (strip - 1) * step + width;

/** The numbers of a line are read once for all of a strip, which goes only where the widths stand in the program. */
function forward(width: number, step: number, finish: string): string {
  const numbers = Array.from({ length: reach(width, step) }, (_, i) => i);
  const parts = ["x", "y", "z", "w"];
  return `
fn look(row : i32, place : i32, channel : i32) -> f32 {
  let at = (row + clamp(place, 0, given.width - 1)) * given.channels + channel;
  return select(0.0, x[at], place >= 0 && place < given.width);
}
fn write(at : i32, column : i32, sum : f32) {
  var value = sum;
  ${finish}
  y[at] = value;
}
${elementWise(
  threads,
  `let column = at % given.outChannels;
  let channel = column / given.multiplier;
  let site = at / given.outChannels;
  let line = site / given.strips;
  let first = site % given.strips * ${strip};
  let left = first * ${step} - given.left;
  let top = line % given.outHeight * given.down - given.top;
  let image = line / given.outHeight * given.height;
  var sums = vec4f();
  for (var i = max(0, -top); i < min(given.windowHeight, given.height - top); i++) {
    let row = (image + top + i) * given.width;
    let tap = i * ${width} * given.outChannels + column;
    ${numbers.map((i) => `let x${i} = look(row, left + ${i}, channel);`).join("\n    ")}
    ${Array.from({ length: width }, (_, j) => `sums = fma(vec4f(${parts.map((_, k) => `x${j + k * step}`).join()}), vec4f(weights[tap + ${j} * given.outChannels]), sums);`).join("\n    ")}
  }
  let to = (line * given.outWidth + first) * given.outChannels + column;
  ${parts.map((part, k) => `if (first + ${k} < given.outWidth) { write(to + ${k} * given.outChannels, column, sums.${part}); }`).join("\n  ")}`,
)}`;
}

/** DepthwiseConv2dNativeBackpropInput: the derivative by x, whose shape is the attribute `inputShape`: every number gets from the outputs whose filter lay over it. */
export const depthwiseInputGrad: WebgpuKernel = {
  name: "DepthwiseConv2dNativeBackpropInput",
  run({ inputs: { dy, filter }, attrs, backend }) {
    const { inputShape } = attrs as { readonly inputShape: readonly number[] }; // given by the stock gradient and by ours
    if (!dy || !filter || !areFloats(dy, filter)) return null;
    const info = depthwiseOf(inputShape, filter.shape, attrs);
    if (!info) return null;
    const size = sizeOf(inputShape);
    if (sizeOf(dy.shape) * size === 0) return zeros(backend, inputShape);
    const dx = output(backend, inputShape);
    dispatch(backend, {
      key: "channel by channel by input",
      outputs: { dx },
      inputs: { dy, weights: filter },
      uniforms: { size, ...geometry(info) },
      groups: spread(Math.ceil(size / threads)),
      code: () =>
        elementWise(
          threads,
          `${windowsOver}
  var value = 0.0;
  for (var i = first.y; i < last.y; i++) {
    for (var j = first.x; j < last.x; j++) {
      let slope = ((image * given.outHeight + i) * given.outWidth + j) * given.outChannels + channel * given.multiplier;
      let spot = (place.y - i * given.down) * given.windowWidth + place.x - j * given.right;
      let tap = (spot * given.channels + channel) * given.multiplier;
      for (var k = 0; k < given.multiplier; k++) { value = fma(dy[slope + k], weights[tap + k], value); }
    }
  }
  dx[at] = value;`,
        ),
    });
    return dx;
  },
};

/** DepthwiseConv2dNativeBackpropFilter: the derivative by the filter, whose shape is the attribute `filterShape`: over all sites, the sums of each tap of each output channel. */
export const depthwiseFilterGrad: WebgpuKernel = {
  name: "DepthwiseConv2dNativeBackpropFilter",
  run({ inputs: { x, dy }, attrs, backend }) {
    const { filterShape } = attrs as { readonly filterShape: readonly number[] }; // given by the stock gradient and by ours
    if (!x || !dy || !areFloats(x, dy)) return null;
    const info = depthwiseOf(x.shape, filterShape, attrs);
    if (!info) return null;
    if (sizeOf(x.shape) * sizeOf(dy.shape) * sizeOf(filterShape) === 0) return zeros(backend, filterShape);
    const columns = sizeOf(filterShape);
    const lines = info.batchSize * info.outHeight;
    const most = Math.ceil((traitsOf(backend).isSoftware ? softwareEnough : enough) / columns);
    const linesOfPiece = Math.ceil(lines / Math.min(most, Math.ceil(lines / pieceLines)));
    const pieces = Math.ceil(lines / linesOfPiece);
    const sums = output(backend, pieces === 1 ? filterShape : [pieces, columns]);
    dispatch(backend, {
      key: "channel by channel by filter",
      outputs: { sums },
      inputs: { x, dy },
      uniforms: { size: pieces * columns, columns, lines, linesOfPiece, ...geometry(info) },
      groups: spread(Math.ceil((pieces * columns) / threads)),
      code: () => elementWise(threads, filterSums),
    });
    if (pieces === 1) return sums;
    const [whole] = columnSums(backend, {
      key: "alone",
      inputs: { dy: sums },
      add: "sums[0] += dy[at];",
      rows: pieces,
      columns,
      count: 1,
    });
    free(backend, sums);
    return { ...whole!, shape: [...filterShape] }; // the one that was asked for
  },
};

/** WGSL: the sum for one tap of one output channel over some lines of the results. */
const filterSums = `let column = at % given.columns % given.outChannels;
  let spot = at % given.columns / given.outChannels;
  let channel = column / given.multiplier;
  // The outputs of a line that this tap has a number for.
  let offset = spot % given.windowWidth - given.left;
  let first = (max(0, -offset) + given.right - 1) / given.right;
  let last = min(given.outWidth, (given.width - 1 - offset + given.right) / given.right);
  let from_ = at / given.columns * given.linesOfPiece;
  let end = min(given.lines, from_ + given.linesOfPiece);
  var value = 0.0;
  for (var line = from_; line < end; line++) {
    let y_ = line % given.outHeight * given.down - given.top + spot / given.windowWidth;
    if (y_ < 0 || y_ >= given.height) { continue; }
    let row = (line / given.outHeight * given.height + y_) * given.width;
    var place = (row + first * given.right + offset) * given.channels + channel;
    var slope = (line * given.outWidth + first) * given.outChannels + column;
    var sum = 0.0;
    for (var i = first; i < last; i++) {
      sum = fma(x[place], dy[slope], sum);
      place += given.right * given.channels;
      slope += given.outChannels;
    }
    value += sum;
  }
  sums[at] = value;`;

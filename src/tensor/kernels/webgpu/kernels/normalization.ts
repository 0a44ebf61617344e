/** Batch and layer normalisation, forwards and backwards: kernels/batch-normalization.ts and layer-normalization.ts say what they compute. */
import { sizeOf } from "../../../../core/block";
import type { tf } from "../../../tf";
import type { WebgpuBackend } from "../backend";
import { columnSums } from "../column-sums";
import { dispatch, spread } from "../dispatch";
import type { KernelCall, WebgpuKernel } from "../kernel";
import { areFloats } from "../../are-floats";
import { free, output, zeros } from "../kernel";
import { elementWise, reducing } from "../wgsl";

const threads = 64;

/** Extent of the last axis, and how many times it is there. */
function rowsOf({ shape }: tf.TensorInfo): { readonly rows: number; readonly width: number } {
  const width = shape.at(-1) ?? 1;
  return { width, rows: sizeOf(shape) / width };
}

/** Attribute of our own operations. */
function epsilonOf({ attrs }: KernelCall): { readonly float: number } {
  return { float: (attrs as { readonly epsilon: number }).epsilon }; // they give it
}

/** What both gradients are given. */
function givenBack(call: KernelCall) {
  const { x, dy, scale, mean, variance } = call.inputs;
  if (!x || !dy || !scale || !mean || !variance || !areFloats(x, dy, scale, mean, variance)) return null;
  return { x, dy, scale, mean, variance, ...rowsOf(x), epsilon: epsilonOf(call) };
}

/** WGSL: a workgroup for each row. */
const rowWise = (backend: WebgpuBackend, body: () => string) =>
  reducing(
    backend,
    threads,
    () => `let row = groupAt;
  let first = row * given.width;
  let isRow = row < given.rows;
  let last = select(first, first + given.width, isRow);
  ${body()}`,
  );

/** WGSL: runs a statement for each element `at` of the row that is this thread's. */
const forEach = (statement: string) =>
  `for (var at = first + lane; at < last; at += ${threads}) { let column = at - first; ${statement} }`;

/** LayerNormalization: {x, scale, offset} to [y, mean, variance] over the last axis. */
export const layerNormalization: WebgpuKernel = {
  name: "LayerNormalization",
  run(call) {
    const { backend, inputs } = call;
    const { x, scale, offset } = inputs;
    if (!x || !scale || !offset || !areFloats(x, scale, offset)) return null;
    const leading = x.shape.slice(0, -1);
    if (sizeOf(x.shape) === 0) return [x.shape, leading, leading].map((shape) => zeros(backend, shape));
    const { rows, width } = rowsOf(x);
    const [y, mean, variance] = [output(backend, x.shape), output(backend, leading), output(backend, leading)];
    dispatch(backend, {
      key: "layer normalisation",
      outputs: { y, mean, variance },
      inputs: { x, scale, offset },
      uniforms: { rows, width, epsilon: epsilonOf(call) },
      groups: spread(rows),
      ...rowWise(
        backend,
        () => `
  // Beside the first number: a mean far from 0 would cost the squares their digits.
  let origin = x[select(0, first, isRow)];
  var sum = 0.0;
  ${forEach("sum += x[at] - origin;")}
  let centre = total(sum, lane) / f32(given.width);
  var squares = 0.0;
  ${forEach("let apart = x[at] - origin - centre; squares += apart * apart;")}
  let spread = total(squares, lane) / f32(given.width);
  let inverse = 1.0 / sqrt(spread + given.epsilon);
  ${forEach("y[at] = (x[at] - origin - centre) * inverse * scale[column] + offset[column];")}
  if (lane == 0 && isRow) { mean[row] = origin + centre; variance[row] = spread; }`,
      ),
    });
    return [y, mean, variance];
  },
};

/** LayerNormalizationGrad: {x, dy, scale, mean, variance} to [dx, dScale, dOffset]. */
export const layerNormalizationGrad: WebgpuKernel = {
  name: "LayerNormalizationGrad",
  run(call) {
    const given = givenBack(call);
    if (!given) return null;
    const { backend } = call;
    const { x, dy, scale, mean, variance, rows, width, epsilon } = given;
    if (sizeOf(x.shape) === 0) return [x, scale, scale].map(({ shape }) => zeros(backend, shape));
    const dx = output(backend, x.shape);
    dispatch(backend, {
      key: "layer normalisation back",
      outputs: { dx },
      inputs: { x, dy, scale, mean, variance },
      uniforms: { rows, width, epsilon },
      groups: spread(rows),
      ...rowWise(
        backend,
        () => `
  let known = select(0, row, isRow);
  let centre = mean[known];
  let inverse = 1.0 / sqrt(variance[known] + given.epsilon);
  var slopes = 0.0;
  var products = 0.0;
  ${forEach("let slope = scale[column] * dy[at]; slopes += slope; products += slope * (x[at] - centre) * inverse;")}
  let slope = total(slopes, lane) / f32(given.width);
  let product = total(products, lane) / f32(given.width);
  ${forEach("dx[at] = (scale[column] * dy[at] - slope - (x[at] - centre) * inverse * product) * inverse;")}`,
      ),
    });
    const [dScale, dOffset] = columnSums(backend, {
      key: "of layer normalisation",
      inputs: { x, dy, mean, variance },
      add: "sums[0] += dy[at] * (x[at] - mean[row]) / sqrt(variance[row] + given.epsilon); sums[1] += dy[at];",
      ...{ rows, columns: width, count: 2 },
      uniforms: { epsilon },
    });
    return [dx, dScale!, dOffset!]; // the two that were asked for
  },
};

/** BatchNormalization: {x, scale, offset} to [y, mean, variance] over all axes but the last. */
export const batchNormalization: WebgpuKernel = {
  name: "BatchNormalization",
  run(call) {
    const { backend, inputs } = call;
    const { x, scale, offset } = inputs;
    if (!x || !scale || !offset || !areFloats(x, scale, offset)) return null;
    if (sizeOf(x.shape) === 0) return [x, scale, scale].map(({ shape }) => zeros(backend, shape));
    const { rows, width } = rowsOf(x);
    const shape = { rows, columns: width };
    // Sums of what is left beside the first row: a mean far from 0 would cost the squares their digits.
    const [sum] = columnSums(backend, {
      key: "beside the first",
      inputs: { x },
      add: "sums[0] += x[at] - x[column];",
      ...shape,
      count: 1,
    });
    const [squares] = columnSums(backend, {
      key: "of squares",
      inputs: { x, sum: sum! }, // asked for above
      add: "let apart = x[at] - x[column] - sum[column] / f32(given.rows); sums[0] += apart * apart;",
      ...shape,
      count: 1,
    });
    const [y, mean, variance] = [output(backend, x.shape), output(backend, [width]), output(backend, [width])];
    const size = rows * width;
    dispatch(backend, {
      key: "batch normalisation",
      outputs: { y, mean, variance },
      inputs: { x, scale, offset, sum: sum!, squares: squares! }, // as above
      uniforms: { size, rows, width, epsilon: epsilonOf(call) },
      groups: spread(Math.ceil(size / threads)),
      code: () =>
        elementWise(
          threads,
          `let column = at % given.width;
  let beside = sum[column] / f32(given.rows);
  let spread = squares[column] / f32(given.rows);
  y[at] = (x[at] - x[column] - beside) / sqrt(spread + given.epsilon) * scale[column] + offset[column];
  if (at < given.width) { mean[at] = x[at] + beside; variance[at] = spread; }`,
        ),
    });
    free(backend, sum!); // as above
    free(backend, squares!); // as above
    return [y, mean, variance];
  },
};

/** BatchNormalizationGrad: {x, dy, scale, mean, variance} to [dx, dScale, dOffset]. */
export const batchNormalizationGrad: WebgpuKernel = {
  name: "BatchNormalizationGrad",
  run(call) {
    const given = givenBack(call);
    if (!given) return null;
    const { backend } = call;
    const { x, dy, scale, mean, variance, rows, width, epsilon } = given;
    if (sizeOf(x.shape) === 0) return [x, scale, scale].map(({ shape }) => zeros(backend, shape));
    const [dScale, dOffset] = columnSums(backend, {
      key: "of batch normalisation",
      inputs: { x, dy, mean, variance },
      add: "sums[0] += dy[at] * (x[at] - mean[column]) / sqrt(variance[column] + given.epsilon); sums[1] += dy[at];",
      ...{ rows, columns: width, count: 2 },
      uniforms: { epsilon },
    });
    const dx = output(backend, x.shape);
    const size = rows * width;
    dispatch(backend, {
      key: "batch normalisation back",
      outputs: { dx },
      inputs: { x, dy, scale, mean, variance, dScale: dScale!, dOffset: dOffset! }, // asked for above
      uniforms: { size, rows, width, epsilon },
      groups: spread(Math.ceil(size / threads)),
      code: () =>
        elementWise(
          threads,
          `let column = at % given.width;
  let inverse = 1.0 / sqrt(variance[column] + given.epsilon);
  let normalised = (x[at] - mean[column]) * inverse;
  dx[at] = scale[column] * inverse * (dy[at] - (dOffset[column] + normalised * dScale[column]) / f32(given.rows));`,
        ),
    });
    return [dx, dScale!, dOffset!]; // as above
  },
};

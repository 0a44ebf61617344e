/** Products of matrices, alone and with what a dense layer adds to them. */
import { productExtents, type MatrixTurns } from "../../matrix-product";
import { sizeOf } from "../../../../core/block";
import { tf } from "../../../tf";
import type { WebgpuBackend } from "../backend";
import type { Matrix } from "../gemm";
import { multiply } from "../gemm";
import type { FusedActivation } from "../../activation-grad";
import type { KernelCall, WebgpuKernel } from "../kernel";
import { areFloats } from "../../are-floats";
import { output, zeros } from "../kernel";
import { slopes } from "./activations";

/** WGSL that ends a fused product; what is not here the stock kernel does. */
export const endings: Readonly<Record<string, string>> = {
  linear: "",
  // NaN stays: that a fit goes wrong must show.
  relu: "value = select(value, 0.0, value < 0.0);",
  sigmoid: "value = 1.0 / (1.0 + exp(-value));",
  elu: "value = select(exp(min(value, 0.0)) - 1.0, value, value >= 0.0);",
  relu6: "value = clamp(value, 0.0, 6.0);",
};

/** BatchMatMul: a [..., m, k] · b [..., k, n], batches of one repeated. */
export const batchMatMul: WebgpuKernel = {
  name: "BatchMatMul",
  run: ({ inputs: { a, b }, attrs, backend }) =>
    a && b ? product(backend, a, b, attrs as unknown as MatrixTurns, undefined, "linear") : null, // given by tf.matMul
};

/** _FusedMatMul with a bias for each column. */
export const fusedMatMul: WebgpuKernel = {
  name: "_FusedMatMul",
  run({ inputs: { a, b, bias }, attrs, backend }) {
    const { activation = "linear", ...turns } = attrs as unknown as MatrixTurns & { readonly activation?: string }; // given by the fused operation
    return a && b ? product(backend, a, b, turns, bias, activation) : null;
  },
};

/** What the gradients of a dense layer take; the outputs only where the derivative of the activation needs them. */
function denseGrad({ inputs: { dy, y }, attrs }: KernelCall) {
  const { activation } = attrs as { readonly activation: FusedActivation }; // given by the operation
  if (!dy || !y || !areFloats(dy, y)) return null;
  return { dy, activation, arrays: { dy, ...(activation !== "linear" && { y }) }, slope: slopes[activation] };
}

/** DenseGrad: {a, dy, y} to [gradient by the kernel, gradient by the bias] in one product: back through the activation while reading. */
export const denseKernelGrad: WebgpuKernel = {
  name: "DenseGrad",
  run(call) {
    const { a } = call.inputs;
    const given = denseGrad(call);
    if (!a || !given || !areFloats(a)) return null;
    const { dy, activation, arrays, slope } = given;
    const [inner = 0, rows = 0] = a.shape;
    const [, columns = 0] = dy.shape;
    const { backend } = call;
    if (inner * rows * columns === 0) return [zeros(backend, [rows, columns]), zeros(backend, [columns])];
    const [dKernel, dBias] = [output(backend, [rows, columns]), output(backend, [columns])];
    multiply(backend, dKernel, {
      key: `dense by kernel ${activation}`,
      inputs: { a, ...arrays },
      ...{ rows, columns, inner, columnSums: dBias },
      left: { isAlongInner: false, read: "value = a[k * given.rows + row];" },
      right: { isAlongInner: false, read: `let at = k * given.columns + column; ${slope}` },
    });
    return [dKernel, dBias];
  },
};

/** DenseInputGrad: {b, dy, y} to [gradient by the inputs]. */
export const denseInputGrad: WebgpuKernel = {
  name: "DenseInputGrad",
  run(call) {
    const { b } = call.inputs;
    const given = denseGrad(call);
    if (!b || !given || !areFloats(b)) return null;
    const { dy, activation, arrays, slope } = given;
    const [rows = 0, inner = 0] = dy.shape;
    const [columns = 0] = b.shape;
    const { backend } = call;
    if (inner * rows * columns === 0) return [zeros(backend, [rows, columns])];
    const dInputs = output(backend, [rows, columns]);
    multiply(backend, dInputs, {
      key: `dense by inputs ${activation}`,
      inputs: { b, ...arrays },
      ...{ rows, columns, inner },
      left: { isAlongInner: true, read: `let at = row * given.inner + k; ${slope}` },
      right: { isAlongInner: true, read: "value = b[column * given.inner + k];" },
    });
    return [dInputs];
  },
};

function product(
  backend: WebgpuBackend,
  a: tf.TensorInfo,
  b: tf.TensorInfo,
  turns: MatrixTurns,
  bias: tf.TensorInfo | undefined,
  activation: string,
): tf.TensorInfo | null {
  const ending = endings[activation];
  if (ending === undefined || !areFloats(a, b, bias)) return null;
  const extents = productExtents(a.shape, b.shape, turns);
  if (!extents || (bias && sizeOf(bias.shape) !== extents.columns)) return null;
  const { leading, aBatch, bBatch, batch, rows, inner, columns } = extents;
  const { transposeA, transposeB } = turns;
  if (inner === 0) return bias || activation !== "linear" ? null : zeros(backend, [...leading, rows, columns]);
  const to = output(backend, [...leading, rows, columns]);
  if (sizeOf(to.shape) === 0) return to;
  const left: Matrix = {
    isAlongInner: !transposeA,
    read: `value = a[batch * given.aStride + ${transposeA ? "k * given.rows + row" : "row * given.inner + k"}];`,
  };
  const right: Matrix = {
    isAlongInner: transposeB,
    read: `value = b[batch * given.bStride + ${transposeB ? "column * given.inner + k" : "k * given.columns + column"}];`,
  };
  multiply(backend, to, {
    key: `of matrices ${transposeA ? "turned" : ""} ${transposeB ? "turned" : ""} ${bias ? "bias" : ""} ${activation}`,
    inputs: { a, b },
    ...(bias && { beside: { bias } }),
    uniforms: { aStride: aBatch === 1 ? 0 : rows * inner, bStride: bBatch === 1 ? 0 : inner * columns },
    ...{ batch, rows, columns, inner, left, right },
    finish: `${bias ? "value += bias[column];" : ""} ${ending}`.trim(),
  });
  return to;
}

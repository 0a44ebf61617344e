/** Activations that no stock program does as a whole, and what every gradient of a fused operation begins with. */
import { sizeOf } from "../../../../core/block";
import type { FusedActivation } from "../../activation-grad";
import { columnSums } from "../column-sums";
import { dispatch, spread } from "../dispatch";
import type { WebgpuKernel } from "../kernel";
import { areFloats } from "../../are-floats";
import { output, reshaped, zeros } from "../kernel";
import { elementWise } from "../wgsl";

const threads = 64;

/** WGSL of the derivative by what went into an activation, at the place `at` of the outputs. */
export const slopes: { readonly [Id in FusedActivation]: string } = {
  linear: "value = dy[at];",
  relu: "value = select(0.0, dy[at], y[at] > 0.0);",
  sigmoid: "value = dy[at] * y[at] * (1.0 - y[at]);",
};

/** ActivationGrad: {dy, y} to [dz, dBias]; the shapes are those of y and of its last axis. */
export const activationGrad: WebgpuKernel = {
  name: "ActivationGrad",
  run({ inputs: { dy, y }, attrs, backend }) {
    if (!dy || !y || !areFloats(dy, y)) return null;
    const { activation } = attrs as { readonly activation: FusedActivation }; // given by the operation
    const columns = y.shape.at(-1) ?? 1;
    if (sizeOf(y.shape) === 0) return [zeros(backend, y.shape), zeros(backend, [columns])];
    const shape = { rows: sizeOf(y.shape) / columns, columns, count: 1 };
    if (activation === "linear") {
      const sums = columnSums(backend, { key: "alone", inputs: { dy }, add: "sums[0] += dy[at];", ...shape });
      return [reshaped(backend, dy, dy.shape), ...sums];
    }
    const dz = output(backend, y.shape);
    const sums = columnSums(backend, {
      key: `behind ${activation}`,
      inputs: { dy, y },
      written: { dz },
      add: `var value = 0.0; ${slopes[activation]} dz[at] = value; sums[0] += value;`,
      ...shape,
    });
    return [dz, ...sums];
  },
};

/** erf by Abramowitz and Stegun 7.1.26 has too few digits: its continued series near 0, Chebyshev's of erfc (Numerical Recipes) further out. */
const errorFunction = `
fn complement(x : f32) -> f32 {
  let z = abs(x);
  let t = 1.0 / (1.0 + 0.5 * z);
  let series = -1.26551223 + t * (1.00002368 + t * (0.37409196 + t * (0.09678418 + t * (-0.18628806 + t * (0.27886807 +
    t * (-1.13520398 + t * (1.48851587 + t * (-0.82215223 + t * 0.17087277))))))));
  let value = t * exp(-z * z + series);
  return select(2.0 - value, value, x >= 0.0);
}
fn below(x : f32) -> f32 { return 0.5 * complement(-x * 0.70710678); }
fn density(x : f32) -> f32 { return 0.39894228 * exp(-0.5 * x * x); }`;

/** Gelu: {x} to [x Φ(x)]. */
export const gelu: WebgpuKernel = {
  name: "Gelu",
  run({ inputs: { x }, backend }) {
    if (!x || !areFloats(x)) return null;
    if (sizeOf(x.shape) === 0) return [zeros(backend, x.shape)];
    const y = output(backend, x.shape);
    const size = sizeOf(x.shape);
    dispatch(backend, {
      key: "gelu",
      outputs: { y },
      inputs: { x },
      uniforms: { size },
      groups: spread(Math.ceil(size / threads)),
      code: () => errorFunction + elementWise(threads, "y[at] = x[at] * below(x[at]);"),
    });
    return [y];
  },
};

/** GeluGrad: {dy, x} to [dx]. */
export const geluGrad: WebgpuKernel = {
  name: "GeluGrad",
  run({ inputs: { dy, x }, backend }) {
    if (!dy || !x || !areFloats(dy, x)) return null;
    if (sizeOf(x.shape) === 0) return [zeros(backend, x.shape)];
    const dx = output(backend, x.shape);
    const size = sizeOf(x.shape);
    dispatch(backend, {
      key: "gelu back",
      outputs: { dx },
      inputs: { dy, x },
      uniforms: { size },
      groups: spread(Math.ceil(size / threads)),
      code: () => errorFunction + elementWise(threads, "dx[at] = dy[at] * (below(x[at]) + x[at] * density(x[at]));"),
    });
    return [dx];
  },
};

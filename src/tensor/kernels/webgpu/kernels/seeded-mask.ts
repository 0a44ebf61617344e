/** The mask of kernels/seeded-mask.ts, which says what it computes. */
import { dispatch, spread } from "../dispatch";
import type { WebgpuKernel } from "../kernel";
import { output } from "../kernel";
import { elementWise, scramble } from "../wgsl";

const threads = 64;

/** SeededMask: {step} to [size] of zeros and 1 / (1 - rate). */
export const seededMaskWebgpu: WebgpuKernel = {
  name: "SeededMask",
  run({ inputs: { step }, attrs, backend }) {
    if (!step) return null;
    const { size, rate, seed } = attrs as unknown as { size: number; rate: number; seed: number }; // given by seededMask
    const mask = output(backend, [size]);
    if (size === 0) return mask;
    dispatch(backend, {
      key: "mask",
      outputs: { mask },
      inputs: { counter: step },
      uniforms: { size, seed, rate: { float: rate }, factor: { float: Math.fround(1 / (1 - rate)) } },
      groups: spread(Math.ceil(size / threads)),
      code: () =>
        scramble +
        elementWise(
          threads,
          `let salt = scramble(u32(counter[0]) + scramble(u32(given.seed)));
  let number = f32(scramble(u32(at) + salt) >> 8u) / 16777216.0;
  mask[at] = select(given.factor, 0.0, number < given.rate);`,
        ),
    });
    return mask;
  },
};

/** The mask of seeded-mask.ts as a WGSL program. */
import type { tf } from "../../tf";

interface WebgpuBackend {
  runWebGPUProgram(
    program: object,
    inputs: tf.TensorInfo[],
    dtype: "float32",
    uniforms: { type: "float32" | "int32"; data: number[] }[],
  ): tf.TensorInfo;
}

const workgroup = 64;

export const seededMaskWebgpu: tf.KernelFunc = ({ inputs, attrs, backend }) => {
  const { size, rate, seed } = attrs as unknown as { size: number; rate: number; seed: number }; // made by seededMask
  const program = {
    variableNames: ["counter"],
    outputShape: [size],
    uniforms: "rate : f32, scale : f32, seed : i32,",
    workgroupSize: [workgroup, 1, 1],
    dispatchLayout: { x: [0] },
    dispatch: [Math.ceil(size / workgroup), 1, 1],
    size: true,
    shaderKey: "seededMask",
    getUserCode: () => `
      fn scramble(value : u32) -> u32 {
        var bits = (value ^ (value >> 16u)) * 0x21f0aaadu;
        bits = (bits ^ (bits >> 15u)) * 0x735a2d97u;
        return bits ^ (bits >> 15u);
      }
      fn main(index : i32) {
        if (index < uniforms.size) {
          let salt = scramble(u32(counter[0]) + scramble(u32(uniforms.seed)));
          let uniform01 = f32(scramble(u32(index) + salt) >> 8u) / 16777216.0;
          result[index] = select(uniforms.scale, 0.0, uniform01 < uniforms.rate);
        }
      }`,
  };
  const webgpu = backend as unknown as WebgpuBackend; // the kernel is registered for WebGPU only
  return webgpu.runWebGPUProgram(program, [inputs["step"]!], "float32", [
    { type: "float32", data: [rate] },
    { type: "float32", data: [Math.fround(1 / (1 - rate))] },
    { type: "int32", data: [seed] },
  ]);
};

/** The mask of seeded-mask.ts as a GLSL program. */
import type { tf } from "../../tf";

interface WebglBackend {
  runWebGLProgram(program: object, inputs: tf.TensorInfo[], dtype: "float32", uniforms: number[][]): tf.TensorInfo;
}

export const seededMaskWebgl: tf.KernelFunc = ({ inputs, attrs, backend }) => {
  const { size, rate, seed } = attrs as unknown as { size: number; rate: number; seed: number }; // made by seededMask
  const program = {
    variableNames: ["counter"],
    outputShape: [size],
    customUniforms: [
      { name: "rate", type: "float" },
      { name: "scale", type: "float" },
      { name: "seed", type: "int" },
    ],
    userCode: `
      uint scramble(uint value) {
        uint bits = (value ^ (value >> 16u)) * 0x21f0aaadu;
        bits = (bits ^ (bits >> 15u)) * 0x735a2d97u;
        return bits ^ (bits >> 15u);
      }
      void main() {
        uint salt = scramble(uint(getCounter()) + scramble(uint(seed)));
        float uniform01 = float(scramble(uint(getOutputCoords()) + salt) >> 8u) / 16777216.0;
        setOutput(uniform01 < rate ? 0.0 : scale);
      }`,
  };
  const webgl = backend as unknown as WebglBackend; // the kernel is registered for WebGL only
  return webgl.runWebGLProgram(program, [inputs["step"]!], "float32", [[rate], [Math.fround(1 / (1 - rate))], [seed]]);
};

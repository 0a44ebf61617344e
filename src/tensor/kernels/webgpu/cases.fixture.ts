/** Lines of the table for kernels that only WebGPU has, and for what only WebGPU can get wrong. */
import { tf } from "../../tf";
import type { KernelCase } from "../wasm/cases/kernel-case.fixture";

const truths = (x: tf.Tensor) => tf.notEqual(x, tf.scalar(0, "int32"));

export const webgpuCases: readonly KernelCase[] = [
  {
    kernel: "Cast",
    what: "whole numbers",
    inputs: [{ shape: [7, 11], draws: "integers" }],
    operation: (x) => tf.cast(x, "float32"),
  },
  {
    kernel: "Cast",
    what: "truths",
    inputs: [{ shape: [70], draws: "integers", below: 2 }],
    operation: (x) => tf.cast(truths(x), "float32"),
  },
];

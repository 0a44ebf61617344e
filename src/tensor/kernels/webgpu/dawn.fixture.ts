/** WebGPU in Node by Dawn, for tests and measurements: everything that tfjs-backend-webgpu wants to find. */
import { createRequire } from "node:module";

interface Dawn {
  create(options: readonly string[]): GPU;
  readonly globals: object;
}

/** null when WebGPU is there, else why it is not; "backend=null" among the options is a device that computes nothing. */
export async function startDawn(options: readonly string[] = []): Promise<string | null> {
  let dawn: Dawn;
  try {
    dawn = createRequire(import.meta.url)("webgpu") as Dawn; // its two exports that matter
  } catch (error) {
    return `Dawn for Node cannot be loaded: ${String(error)}`;
  }
  Object.assign(globalThis, dawn.globals);
  const gpu = dawn.create(options);
  if (!(await gpu.requestAdapter())) return "no Vulkan driver, not even the software adapter of a browser";
  Object.defineProperty(globalThis, "navigator", {
    value: { gpu, userAgent: "node", hardwareConcurrency: 2 },
    configurable: true,
  });
  await import("@tensorflow/tfjs-backend-webgpu");
  return null;
}

/** WebGPU in Node by Dawn, for tests and measurements: everything that tfjs-backend-webgpu wants to find. */
import { createRequire } from "node:module";

export async function startDawn(options: readonly string[] = []): Promise<void> {
  const { create, globals } = createRequire(import.meta.url)("webgpu") as {
    create(options: readonly string[]): GPU;
    globals: object;
  };
  Object.assign(globalThis, globals);
  const gpu = create(options);
  Object.defineProperty(globalThis, "navigator", {
    value: { gpu, userAgent: "node", hardwareConcurrency: 2 },
    configurable: true,
  });
  await import("@tensorflow/tfjs-backend-webgpu");
}

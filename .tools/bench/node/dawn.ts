/** WebGPU in Node by Dawn: everything that the WebGPU backend of TensorFlow.js looks for in a browser. */
import { createRequire } from "node:module";

/** Which device Dawn is asked for: the machine's, or one that takes every call and computes nothing. */
export type Device = "adapter" | "null";

interface Dawn {
  create(options: readonly string[]): GPU;
  readonly globals: object;
}

/** Loads Dawn from its library and puts it where a browser has WebGPU. To be called before TensorFlow.js is loaded. */
export function startDawn(library: string, device: Device): void {
  const { create, globals } = createRequire(import.meta.url)(library) as Dawn; // a native module
  Object.assign(globalThis, globals);
  const gpu = create(device === "null" ? ["backend=null"] : []);
  Object.defineProperty(globalThis, "navigator", { value: { gpu, userAgent: "node" }, configurable: true });
}

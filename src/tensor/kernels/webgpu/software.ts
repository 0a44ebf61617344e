/** Adapters that are a program themselves: for those a workgroup costs more than what it works out, so they get fewer. */
import type { WebgpuBackend } from "./backend";

export function isSoftware({ device }: WebgpuBackend): boolean {
  const info = device.adapterInfo as GPUAdapterInfo | undefined; // older browsers do not say
  return info?.architecture === "swiftshader";
}

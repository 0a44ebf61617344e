/** Starts the WebGPU backend of TensorFlow.js on a device that has what our kernels can use beyond what TensorFlow.js asks for. */
import type { tf } from "../../tf";
import { learn } from "./device-traits";
import { subgroupsAgree } from "./subgroup-test";

/** What is used where an adapter has it; TensorFlow.js measures by time stamps. */
const features: readonly GPUFeatureName[] = ["timestamp-query", "subgroups"];

/** Limits that are raised to those of the adapter. */
const limits = [
  "maxComputeWorkgroupStorageSize",
  "maxComputeWorkgroupsPerDimension",
  "maxStorageBufferBindingSize",
  "maxBufferSize",
  "maxComputeWorkgroupSizeX",
  "maxComputeInvocationsPerWorkgroup",
] as const satisfies readonly (keyof GPUSupportedLimits)[];

/** For the first device, and for another one after a loss. Throws where there is no adapter or it gives no device. */
export async function startWebgpu(): Promise<tf.KernelBackend> {
  const { WebGPUBackend } = await import("@tensorflow/tfjs-backend-webgpu");
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: "high-performance" });
  if (!adapter) throw new Error("there is no graphics adapter");
  const device = await adapter.requestDevice({
    requiredFeatures: features.filter((feature) => adapter.features.has(feature)),
    requiredLimits: Object.fromEntries(limits.map((limit) => [limit, adapter.limits[limit]])),
  });
  await examineDevice(device, adapter.info);
  return new WebGPUBackend(device, adapter.info);
}

/** Finds out once what a device can do: what it gets wrong is not used. */
export async function examineDevice(device: GPUDevice, info: GPUAdapterInfo, agrees = subgroupsAgree): Promise<void> {
  // The trial itself asks for its other traits.
  learn(device, info, false);
  if (device.features.has("subgroups")) learn(device, info, await agrees(device));
}

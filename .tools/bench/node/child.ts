/** A process that runs one network on WebGPU by Dawn, so that drivers are chosen by its environment and a crash is its own. */
import type { Answer } from "../page/calls";
import { said } from "../page/said";
import { startDawn } from "./dawn";
import type { NodeCall } from "./place";

let answering: Promise<(call: Exclude<NodeCall, { type: "find" }>) => Promise<unknown>> | null = null;

async function answer(call: NodeCall): Promise<unknown> {
  if (call.type === "find") {
    startDawn(call.library, "adapter");
    const adapter = await navigator.gpu.requestAdapter({ powerPreference: "high-performance" });
    return adapter ? nameOf(adapter.info) : null;
  }
  if (call.type === "open") startDawn(call.where.library, call.where.device);
  // TensorFlow.js looks round when it is loaded.
  answering ??= import("./fit-on-dawn").then(({ createAnswer }) => createAnswer());
  return (await answering)(call);
}

function nameOf({ vendor, architecture, device, description }: GPUAdapterInfo): string {
  return description || [vendor, architecture, device].filter(Boolean).join(" ") || "WebGPU";
}

process.on("message", (call: NodeCall) => {
  void said(answer(call)).then((message: Answer) => process.send?.(message));
});

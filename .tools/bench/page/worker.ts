/** The worker for the backends that the app itself has. */
import { probeWebgl, probeWebgpu } from "../../../src/tensor/adapter";
import type { WasmBackend } from "../../../src/tensor/kernels/wasm/backend";
import { registerWasmBackend } from "../../../src/tensor/kernels/wasm/register";
import { memory } from "../../../src/tensor/memory";
import { replayFlag } from "../../../src/tensor/replay/replay";
import { tf } from "../../../src/tensor/tf";
import type { StartedBackend, Where } from "./calls";
import { serve } from "./serve";

serve(start);

async function start(where: Where): Promise<StartedBackend> {
  switch (where.backend) {
    case "wasm":
      return startOurs(where.threads);
    case "cpu":
      await tf.setBackend("cpu");
      return { detail: "", isSoftware: false, threads: null, isQueued: false, heldBytes: () => null };
    case "webgl":
    case "webgpu":
      return startGraphics(where.backend);
  }
}

async function startOurs(threads: number | null): Promise<StartedBackend> {
  registerWasmBackend(threads === null ? {} : { threads });
  if (!(await tf.setBackend("wasm"))) throw new Error("it did not start");
  const backend = tf.backend() as WasmBackend; // the one registered under this name
  return {
    detail: backend.instructionSet === "relaxed" ? "relaxed SIMD" : "SIMD",
    isSoftware: false,
    threads: backend.threads,
    isQueued: false,
    heldBytes: () => backend.heapBytes.held,
  };
}

async function startGraphics(backend: "webgl" | "webgpu"): Promise<StartedBackend> {
  const probe = backend === "webgpu" ? await probeWebgpu() : probeWebgl();
  if (!probe.ok) throw new Error(probe.why.en);
  if (backend === "webgpu") await import("@tensorflow/tfjs-backend-webgpu");
  if (!(await tf.setBackend(backend))) throw new Error("it did not start");
  // Stock is as it comes.
  tf.env().set(replayFlag, false);
  const { name, isSoftware } = probe.adapter;
  return { detail: name, isSoftware, threads: null, isQueued: true, heldBytes: () => memory().deviceBytes };
}

/** Networks on the WebGPU that Dawn has put into Node, with our kernels or without. */
import "@tensorflow/tfjs-backend-webgpu";
import { probeWebgpu } from "../../../src/tensor/adapter";
import { registerWebgpuKernels } from "../../../src/tensor/kernels/webgpu/register";
import { memory } from "../../../src/tensor/memory";
import { replayFlag } from "../../../src/tensor/replay/replay";
import { tf } from "../../../src/tensor/tf";
import { answering } from "../page/answering";
import type { StartedBackend } from "../page/calls";
import type { NodePlace } from "./place";

export const createAnswer = () => answering(start);

async function start({ device, kernels, isReplayed }: NodePlace): Promise<StartedBackend> {
  const probe = await probeWebgpu();
  if (!probe.ok) throw new Error(probe.why.en);
  if (kernels === "ours") registerWebgpuKernels();
  if (!(await tf.setBackend("webgpu"))) throw new Error("it did not start");
  tf.env().set(replayFlag, isReplayed);
  const { name, isSoftware } = probe.adapter;
  const isNull = device === "null";
  return {
    detail: isNull ? "" : name,
    isSoftware: isSoftware && !isNull,
    threads: null,
    isQueued: true,
    isNull,
    isRecorded: isReplayed,
    heldBytes: () => memory().deviceBytes,
  };
}

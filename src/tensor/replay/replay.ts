/**
 * A step that is done again and again: on WebGPU what it encodes is recorded once for each shape and then encoded anew, which
 * spares the making of it. It must read nothing back, and whatever differs from one time to the next must lie on the device
 * and be changed in place. Elsewhere it is simply run.
 */
import { webgpuInUse } from "../webgpu-in-use";
import type { Replayed } from "../../core/run";
import { readAnew, type TensorData, type WebgpuBackend } from "../kernels/webgpu/backend";
import { tf } from "../tf";
import { HeldBuffers } from "./held-buffers";
import { Recording } from "./recording";

export interface Replay {
  /**
   * Does the step. `shape` names its shapes: the first time it is run, the second time recorded, from then on replayed, until
   * one of the variables lives elsewhere. Throws where one of them is disposed of. It must leave no tensors behind but in variables.
   */
  run(shape: number, step: () => void): void;
  /** Its programs are those of the longest step. */
  readonly facts: Replayed;
  dispose(): void;
}

interface Recorded {
  readonly recording: Recording;
  readonly buffers: HeldBuffers;
  /** Where each variable lived. */
  readonly places: readonly object[];
}

/** Whether the device in use can record. */
export function canReplay(): boolean {
  return webgpuInUse() !== null && tf.env().getBool(replayFlag);
}

/** Recordings that are larger are not kept: a device says nothing of how much memory it has. */
const mostBytes = 2 ** 30;

/** Whether steps are recorded at all: to measure, and to compare. */
export const replayFlag = "LIGHTBENCH_REPLAY";
tf.env().registerFlag(replayFlag, () => true);

/** `variables` are all that the step changes, and what it reads that others may change or dispose of. */
export function createReplay(variables: readonly tf.Variable[], budgetBytes = mostBytes): Replay {
  const recorded = new Map<number, Recorded>();
  const seen = new Set<number>();
  const refused = new Set<number>();
  const start = webgpuInUse();
  if (start) readAnew(start);

  function drop(shape: number): void {
    recorded.get(shape)?.buffers.giveBack();
    recorded.delete(shape);
  }

  function record(backend: WebgpuBackend, shape: number, step: () => void): void {
    const recording = new Recording();
    const buffers = new HeldBuffers(backend.bufferManager);
    let isWhole = false;
    try {
      recording.during(backend, (take) => buffers.during(() => (isWhole = runInPlace(backend, variables, step)), take));
      buffers.keepOnly(recording.buffers);
    } finally {
      const bytes = buffers.bytes + sumOf(recorded, ({ buffers }) => buffers.bytes);
      if (bytes > budgetBytes) refused.add(shape);
      if (isWhole && !refused.has(shape)) recorded.set(shape, { recording, buffers, places: placesOf(variables) });
      else buffers.giveBack();
    }
  }

  return {
    run(shape, step) {
      const backend = canReplay() && !refused.has(shape) ? webgpuInUse() : null;
      if (!backend) return step();
      if (variables.some(({ isDisposed }) => isDisposed)) throw new Error("what the step needs is disposed of");
      const known = recorded.get(shape);
      if (known && variables.every((variable, i) => variable.dataId === known.places[i])) {
        return known.recording.play(backend);
      }
      drop(shape);
      // The first time pipelines are compiled and variables find their places.
      if (known || !seen.has(shape)) step();
      else record(backend, shape, step);
      seen.add(shape);
    },
    get facts() {
      const programs = Math.max(0, ...[...recorded.values()].map(({ recording }) => recording.programs));
      return { programs, bytes: sumOf(recorded, ({ buffers }) => buffers.bytes), isOverBudget: refused.size > 0 };
    },
    dispose() {
      for (const shape of [...recorded.keys()]) drop(shape);
    },
  };
}

const placesOf = (variables: readonly tf.Variable[]) => variables.map(({ dataId }) => dataId);

const sumOf = (recorded: ReadonlyMap<number, Recorded>, of: (one: Recorded) => number) =>
  [...recorded.values()].reduce((sum, one) => sum + of(one), 0);

/**
 * Runs the step so that every variable is afterwards where it was: what was assigned to it is copied there. False where that
 * cannot be, because a variable moved between buffers of its own and parts of a larger one.
 */
function runInPlace(backend: WebgpuBackend, variables: readonly tf.Variable[], step: () => void): boolean {
  const dataOf = (variable: tf.Variable): TensorData => {
    backend.uploadToGPU(variable.dataId);
    return backend.tensorMap.get(variable.dataId);
  };
  // A clone keeps the place; one that has a part of a larger buffer is changed in place by whoever put it there.
  const held = variables.map((variable) =>
    dataOf(variable).resource instanceof GPUBuffer ? variable.clone() : variable.dataId,
  );
  try {
    step();
    return variables.every((variable, i) => {
      const place = held[i]!; // one for each
      if (!(place instanceof tf.Tensor)) return variable.dataId === place;
      if (variable.dataId === place.dataId) return true;
      const [now, before] = [dataOf(variable).resource, backend.tensorMap.get(place.dataId).resource];
      if (!(now instanceof GPUBuffer) || !(before instanceof GPUBuffer)) return false;
      backend.ensureCommandEncoderReady();
      backend.endComputePassEncoder();
      backend.commandEncoder!.copyBufferToBuffer(now, 0, before, 0, now.size); // it is ready
      backend.commandQueueOwnedIds.add(variable.dataId);
      variable.assign(place);
      return true;
    });
  } finally {
    for (const place of held) if (place instanceof tf.Tensor) place.dispose();
  }
}

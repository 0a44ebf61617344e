/** What one step asks of the backend. */
import { tf } from "../../../src/tensor/tf";

export interface StepCounts {
  readonly kernels: number;
  readonly dispatches: number;
  /** Most bytes of tensors at once. */
  readonly peakBytes: number;
}

/** What costs nothing on a device: other names for the same numbers. */
const free = new Set(["Identity", "Reshape"]);

/** Runs a step with everything counted. A kernel that calls another one inside counts once. */
export function countStep(step: () => void): StepCounts {
  let [kernels, dispatches, peakBytes] = [0, 0, 0];
  const engine = tf.engine();
  const run = engine.runKernel;
  engine.runKernel = (name, ...given) => {
    if (!free.has(name)) kernels++;
    const result = run.call(engine, name, ...given);
    peakBytes = Math.max(peakBytes, engine.memory().numBytes);
    return result as never; // the caller says which tensors it expects, as with the method replaced
  };
  const restore = wrapDispatches(() => dispatches++);
  try {
    step();
  } finally {
    engine.runKernel = run;
    restore();
  }
  return { kernels, dispatches, peakBytes };
}

function wrapDispatches(onDispatch: () => void): () => void {
  if (typeof GPUComputePassEncoder === "undefined") return () => {};
  const { prototype } = GPUComputePassEncoder;
  const dispatch = prototype.dispatchWorkgroups;
  prototype.dispatchWorkgroups = function (...sizes) {
    onDispatch();
    return dispatch.apply(this, sizes);
  };
  return () => {
    prototype.dispatchWorkgroups = dispatch;
  };
}

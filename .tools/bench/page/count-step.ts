/** What one step asks of the backend. */
import { tf } from "../../../src/tensor/tf";

export interface StepCounts {
  readonly kernels: number;
  readonly dispatches: number;
  /** Different pipelines among the dispatches. */
  readonly pipelines: number;
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
  const pipelines = new Set<GPUComputePipeline>();
  const restore = wrapPasses(
    () => dispatches++,
    (pipeline) => pipelines.add(pipeline),
  );
  try {
    step();
  } finally {
    engine.runKernel = run;
    restore();
  }
  return { kernels, dispatches, pipelines: pipelines.size, peakBytes };
}

/** All that is encoded passes here, whoever encodes it. */
function wrapPasses(onDispatch: () => void, onPipeline: (pipeline: GPUComputePipeline) => void): () => void {
  if (typeof GPUComputePassEncoder === "undefined") return () => {};
  const { prototype } = GPUComputePassEncoder;
  const { dispatchWorkgroups, setPipeline } = prototype;
  prototype.dispatchWorkgroups = function (...sizes) {
    onDispatch();
    return dispatchWorkgroups.apply(this, sizes);
  };
  prototype.setPipeline = function (pipeline) {
    onPipeline(pipeline);
    return setPipeline.call(this, pipeline);
  };
  return () => {
    prototype.dispatchWorkgroups = dispatchWorkgroups;
    prototype.setPipeline = setPipeline;
  };
}

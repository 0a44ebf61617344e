/** Where the time of a step goes, kernel by kernel. */
import { tf } from "../../../src/tensor/tf";
import type { Profile } from "../session";

interface Time {
  readonly name: string;
  readonly shapes: string;
  calls: number;
  ms: number;
  leastMs: number;
}

/**
 * Runs steps with every kernel of the backend under the clock. On a backend with a queue this is the time to encode
 * the work, not to do it.
 */
export function profileKernels(step: () => void, steps: number): Profile {
  const times = new Map<string, Time>();
  const timeOf = (name: string, shapes: string): Time => {
    const key = `${name} ${shapes}`;
    const known = times.get(key);
    if (known) return known;
    const made = { name, shapes, calls: 0, ms: 0, leastMs: Infinity };
    times.set(key, made);
    return made;
  };
  const kernels = tf.getKernelsForBackend(tf.getBackend());
  for (const kernel of kernels) {
    tf.unregisterKernel(kernel.kernelName, kernel.backendName);
    tf.registerKernel({
      ...kernel,
      kernelFunc(given) {
        const time = timeOf(kernel.kernelName, shapesOf(given.inputs));
        const startedMs = performance.now();
        const result = kernel.kernelFunc(given);
        const ms = performance.now() - startedMs;
        time.ms += ms;
        time.leastMs = Math.min(time.leastMs, ms);
        time.calls++;
        return result;
      },
    });
  }
  const startedMs = performance.now();
  for (let i = 0; i < steps; i++) step();
  const totalMs = performance.now() - startedMs;
  for (const kernel of kernels) {
    tf.unregisterKernel(kernel.kernelName, kernel.backendName);
    tf.registerKernel(kernel);
  }
  return { steps, totalMs, kernels: [...times.values()].sort((a, b) => b.ms - a.ms) };
}

/** Long lists are cut: those of an optimiser name every weight. */
function shapesOf(inputs: tf.NamedTensorInfoMap): string {
  const shapes = Object.values(inputs)
    .flat()
    .map((tensor) => tensor && (tensor.shape.join("×") || "scalar"));
  return shapes.length > 4 ? `${shapes.slice(0, 3).join(", ")} and ${shapes.length - 3} more` : shapes.join(", ");
}

/** Where the time of a step goes, kernel by kernel. */
import { tf } from "../../../src/tensor/tf";
import type { Profile } from "../session";

/**
 * Runs steps with every kernel of the backend under the clock. On a backend with a queue this is the time to encode
 * the work, not to do it.
 */
export function profileKernels(step: () => void, steps: number): Profile {
  const times = new Map<string, { calls: number; ms: number }>();
  const kernels = tf.getKernelsForBackend(tf.getBackend());
  for (const kernel of kernels) {
    const time = { calls: 0, ms: 0 };
    times.set(kernel.kernelName, time);
    tf.unregisterKernel(kernel.kernelName, kernel.backendName);
    tf.registerKernel({
      ...kernel,
      kernelFunc(given) {
        const startedMs = performance.now();
        const result = kernel.kernelFunc(given);
        time.ms += performance.now() - startedMs;
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
  const used = [...times].filter(([, { calls }]) => calls > 0).map(([name, time]) => ({ name, ...time }));
  return { steps, totalMs, kernels: used.sort((a, b) => b.ms - a.ms) };
}

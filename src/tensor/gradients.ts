/** Gradients by TensorFlow.js's tape, which is left tidy where an operation throws. */
import { tf } from "./tf";

/**
 * The value of `forward` and its gradients by the variables, starting from `start`. What the tape has saved is freed where
 * memory runs out on the way: TensorFlow.js itself would keep it for ever.
 */
export function gradientsOf(
  forward: () => tf.Scalar,
  variables: readonly tf.Variable[],
  start: tf.Tensor,
): { readonly value: tf.Tensor; readonly grads: readonly tf.Tensor[] } {
  const engine = tf.engine();
  try {
    return engine.gradients(forward, [...variables], start);
  } catch (error) {
    const { state } = engine;
    for (const { saved = [] } of state.activeTape ?? []) for (const tensor of saved) tensor.dispose();
    state.activeTape = [];
    throw error;
  }
}

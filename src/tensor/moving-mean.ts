/** Running means that live on the device and are updated in place. */
import { tf } from "./tf";

/** Moves a running mean towards a new value: state + share × (value - state). */
export function moveTowards(state: tf.Variable, value: tf.Tensor, share: tf.Tensor): void {
  state.assign(tf.add(state, tf.mul(tf.sub(value, state), share)));
}

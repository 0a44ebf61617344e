/** Who frees what: a scope owns tensors that outlive a tidy and frees them all at once. */
import { tf } from "./tf";

export class TensorScope {
  readonly #owned = new Set<tf.Tensor>();
  readonly #constants = new Map<number, tf.Scalar>();

  /** Takes over a tensor; an enclosing tidy no longer frees it. */
  own<T extends tf.Tensor>(tensor: T): T {
    this.#owned.add(tensor);
    return tf.keep(tensor);
  }

  /** A number on the device, made once: a fresh scalar would be an upload at every step. */
  constant(value: number): tf.Scalar {
    const known = this.#constants.get(value);
    if (known) return known;
    const made = this.own(tf.scalar(value));
    this.#constants.set(value, made);
    return made;
  }

  /** A variable that starts from these numbers, or from zeros. */
  variable(shape: readonly number[], start?: Float32Array | Int32Array): tf.Variable {
    const initial = start ? tf.tensor(start, [...shape]) : tf.zeros([...shape]);
    const made = tf.variable(initial);
    initial.dispose();
    this.#owned.add(made);
    return made;
  }

  /** What `make` gives; where it throws, for want of memory, all that the scope owns is freed. */
  orNothing<T>(make: () => T): T {
    try {
      return make();
    } catch (error) {
      this.dispose();
      throw error;
    }
  }

  dispose(): void {
    for (const tensor of this.#owned) tensor.dispose();
    this.#owned.clear();
    this.#constants.clear();
  }
}

/** A copy with its own memory: `clone` shares it, and an update in place would change both. */
export function copyOf<T extends tf.Tensor>(tensor: T, one: tf.Scalar): T {
  return tf.mul(tensor, one);
}

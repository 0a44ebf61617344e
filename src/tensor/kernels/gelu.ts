/**
 * The Gaussian error linear unit (Hendrycks and Gimpel 2016), the exact one: x Φ(x), with slope Φ(x) + x φ(x). One kernel
 * each way where the backend has them, else stock ones.
 */
import { tf } from "../tf";
import { hasKernel, runKernel } from "./native-kernel";

const kernelName = "Gelu";
const gradientName = "GeluGrad";

/** x × Φ(x), number by number, with its gradient. */
export function gelu(x: tf.Tensor): tf.Tensor {
  const run = tf.customGrad((...given) => {
    const [x, save] = given as [tf.Tensor, tf.GradSaveFunc]; // the one below
    save([x]);
    if (hasKernel(kernelName)) {
      return {
        value: runKernel(kernelName, { x })[0]!, // its one output
        gradFunc: (dy: tf.Tensor, [saved]: tf.Tensor[]) => runKernel(gradientName, { dy, x: saved! })[0]!, // as saved above
      };
    }
    return {
      value: tf.mul(x, shareBelow(x)),
      gradFunc(dy: tf.Tensor, [saved]: tf.Tensor[]) {
        const x = saved!; // as saved above
        const density = tf.mul(tf.exp(tf.mul(tf.square(x), constant(-0.5))), constant(1 / Math.sqrt(2 * Math.PI)));
        return tf.mul(dy, tf.add(shareBelow(x), tf.mul(x, density)));
      },
    };
  });
  return run(x);
}

/** Φ(x): the share of the normal distribution below x. */
function shareBelow(x: tf.Tensor): tf.Tensor {
  return tf.mul(tf.add(tf.erf(tf.mul(x, constant(Math.SQRT1_2))), constant(1)), constant(0.5));
}

/** Filled on the device: a scalar from here would be an upload at every step. */
function constant(value: number): tf.Tensor {
  return tf.fill([], value);
}

/** Activations by the names that Keras gives them. */
import { tf } from "../tf";
import type { FusedActivation } from "../kernels/activation-grad";
import { UnknownSetting, type Config } from "./config";

const formulas: Readonly<Record<string, (x: tf.Tensor) => tf.Tensor>> = {
  relu: (x) => tf.relu(x),
  relu6: (x) => tf.relu6(x),
  sigmoid: (x) => tf.sigmoid(x),
  tanh: (x) => tf.tanh(x),
  elu: (x) => tf.elu(x),
  selu: (x) => tf.selu(x),
  exponential: (x) => tf.exp(x),
  softplus: (x) => tf.softplus(x),
  softsign: (x) => tf.div(x, tf.add(tf.abs(x), 1)),
  softmax: (x) => tf.softmax(x),
  // As Keras 2 and TensorFlow.js have it; Keras 3 has another.
  hard_sigmoid: (x) => tf.clipByValue(tf.add(tf.mul(x, 0.2), 0.5), 0, 1),
  swish: (x) => tf.mul(x, tf.sigmoid(x)),
  hard_swish: (x) => tf.mul(x, tf.div(tf.relu6(tf.add(x, 3)), 6)),
  mish: (x) => tf.mul(x, tf.tanh(tf.softplus(x))),
  gelu: (x) => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1)),
};

const otherNames: Readonly<Record<string, string>> = {
  silu: "swish",
  hard_silu: "hard_swish",
  hardswish: "hard_swish",
};

/** The name of an activation; "linear" where there is none. */
export function activationIn(config: Config): string {
  const given = config["activation"] ?? "linear";
  const name = typeof given === "string" ? (otherNames[given] ?? given) : "";
  if (name === "linear" || Object.hasOwn(formulas, name)) return name;
  const shown = typeof given === "string" ? given : JSON.stringify(given);
  throw new UnknownSetting({ en: `its activation “${shown}” is not known`, zh: `未知的激活函数“${shown}”` });
}

/** A name that `activationIn` has given; not "linear". */
export function activate(name: string, x: tf.Tensor): tf.Tensor {
  return formulas[name]!(x); // one of the table
}

/** Runs an operation that has some activations of its own, and the others after it. */
export function activated(name: string, run: (own: FusedActivation) => tf.Tensor): tf.Tensor {
  if (name === "linear" || name === "relu" || name === "sigmoid") return run(name);
  return activate(name, run("linear"));
}

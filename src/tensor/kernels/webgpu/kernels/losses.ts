/** The loss of a batch and its derivative by the outputs, in one pass over them. */
import { weightedLossOf } from "../../weighted-loss";
import { sizeOf } from "../../../../core/block";
import type { LossId } from "../../../losses/registry";
import type { tf } from "../../../tf";
import type { WebgpuBackend } from "../backend";
import { traitsOf } from "../device-traits";
import { dispatch, spread } from "../dispatch";
import type { WebgpuKernel } from "../kernel";
import { free, output } from "../kernel";
import { entry, reducing } from "../wgsl";

/** Threads of a workgroup. */
const threads = 64;

/** Rows wider than this are shared by the threads of a workgroup; of others each thread has one. */
const narrow = 64;

/** Rows of narrow outputs that one workgroup does all by itself, so that no second program adds up. */
const few = 512;

/** WGSL of the loss `value` of the row that begins at `first`, and of its slopes; `step` numbers lie between those of a thread. */
const rules: { readonly [Id in LossId]: string } = {
  "softmax-cross-entropy": `
  var most = -3.4e38;
  for (var j = start; j < given.width; j += step) { most = max(most, outputs[first + j]); }
  most = LARGEST(most);
  var powers = 0.0;
  for (var j = start; j < given.width; j += step) { powers += exp(outputs[first + j] - most); }
  powers = TOTAL(powers);
  let code = targets[row];
  for (var j = start; j < given.width; j += step) {
    slopes[first + j] = weight * (exp(outputs[first + j] - most) / powers - select(0.0, 1.0, j == code));
  }
  if (code >= 0 && code < given.width) { value = log(powers) - (outputs[first + code] - most); }`,
  "binary-cross-entropy": `
  let z = outputs[first];
  let y = targets[first];
  // log(1 + e^-|z|), where the sum would lose the digits of a small power.
  let power = exp(-abs(z));
  let softplus = select(log(1.0 + power), power * (1.0 - 0.5 * power), power < 1e-3);
  value = softplus + max(z, 0.0) - y * z;
  slopes[first] = weight * (1.0 / (1.0 + exp(-z)) - y);`,
  "mean-squared-error": `
  var squares = 0.0;
  for (var j = start; j < given.width; j += step) {
    let residual = outputs[first + j] - targets[first + j];
    squares += residual * residual;
    slopes[first + j] = residual * weight * 2.0 / f32(given.width);
  }
  value = TOTAL(squares) / f32(given.width);`,
};

/** WeightedLoss: {outputs, targets, weights} to [Σ weight × loss, its derivative by the outputs]. */
export const weightedLoss: WebgpuKernel = {
  name: "WeightedLoss",
  run({ inputs, attrs, backend }) {
    const asked = weightedLossOf(inputs, attrs);
    if (!asked || asked.rows === 0) return null;
    const { outputs, targets, weights, loss, rows, width } = asked;
    const [value, slopes] = [output(backend, []), output(backend, outputs.shape)];
    const given = { inputs: { outputs, targets, weights }, uniforms: { rows, width } };
    if (width <= narrow && rows <= few) {
      dispatch(backend, {
        key: `loss ${loss} at once`,
        outputs: { slopes, result: value },
        ...given,
        groups: [1],
        ...reducing(
          backend,
          threads,
          () => `var sum = 0.0;
  for (var row = lane; row < given.rows; row += ${threads}) { ${alone(loss)} sum += weight * value; }
  sum = total(sum, lane);
  if (lane == 0) { result[0] = sum; }`,
        ),
      });
      return [value, slopes];
    }
    const losses = output(backend, [rows]);
    const isNarrow = width <= narrow;
    dispatch(backend, {
      key: `loss ${loss} ${isNarrow ? "a thread a row" : "a workgroup a row"}`,
      outputs: { slopes, losses },
      ...given,
      groups: spread(isNarrow ? Math.ceil(rows / threads) : rows),
      ...(isNarrow ? { code: () => threadEach(loss) } : reducing(backend, threads, () => workgroupEach(loss))),
    });
    sumAll(backend, losses, value);
    free(backend, losses);
    return [value, slopes];
  },
};

/** One thread works a row out. */
function alone(loss: LossId): string {
  const rule = rules[loss].replaceAll("LARGEST", "").replaceAll("TOTAL", "");
  return `let first = row * given.width; let start = 0; let step = 1; let weight = weights[row]; var value = 0.0; ${rule}`;
}

const threadEach = (loss: LossId) =>
  entry(
    threads,
    `let row = groupAt * ${threads} + lane;
  if (row >= given.rows) { return; }
  ${alone(loss)}
  losses[row] = weight * value;`,
  );

/** A workgroup beyond the last row does that one again and writes the same. */
function workgroupEach(loss: LossId): string {
  const rule = rules[loss].replaceAll(
    /(LARGEST|TOTAL)\(([a-z]+)\)/g,
    (_, name: string, what: string) => `${name.toLowerCase()}(${what}, lane)`,
  );
  return `let row = min(groupAt, given.rows - 1);
  let first = row * given.width;
  let start = lane;
  let step = ${threads};
  let weight = weights[row];
  var value = 0.0;
  ${rule}
  if (lane == 0) { losses[row] = weight * value; }`;
}

/** Sum of all numbers by one workgroup, always in the same order. */
function sumAll(backend: WebgpuBackend, values: tf.TensorInfo, result: tf.TensorInfo): void {
  const { mostThreads: width } = traitsOf(backend);
  dispatch(backend, {
    key: `sum of all by ${width}`,
    outputs: { result },
    inputs: { values },
    uniforms: { size: sizeOf(values.shape) },
    groups: [1],
    ...reducing(
      backend,
      width,
      () => `var sum = 0.0;
  for (var at = lane; at < given.size; at += ${width}) { sum += values[at]; }
  sum = total(sum, lane);
  if (lane == 0) { result[0] = sum; }`,
    ),
  });
}

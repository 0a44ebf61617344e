/**
 * Scaled-dot-product attention (Vaswani et al. 2017): every query gets a mean of the values, weighted by
 * softmax(scale × query · key) over the keys, in several heads side by side. One kernel each way where the backend has
 * them, which never holds the weights as a whole; else stock ones.
 */
import { tf } from "../tf";
import { hasKernel, runKernel } from "./native-kernel";
import { seededMask } from "./seeded-mask";

const kernelName = "Attention";
const gradientName = "AttentionGrad";

export interface AttentionOptions {
  /** Divides the widths of queries, keys and values; 1 where not given. */
  readonly heads?: number;
  /** Whether a query sees no key that comes after its own place; false where not given. */
  readonly isCausal?: boolean;
  /** What products are multiplied by; 1 / √(width of a head) where not given. */
  readonly scale?: number;
  /** [batch, key]: 0 where a key is not there. A query that sees no key at all gets zeros. */
  readonly mask?: tf.Tensor | null;
  /** Dropout of the weights, drawn anew at each step. */
  readonly dropout?: { readonly rate: number; readonly seed: number; readonly step: tf.Tensor } | null;
}

/** Plain data for the kernels. */
export interface AttentionSettings {
  readonly heads: number;
  readonly isCausal: boolean;
  readonly scale: number;
  readonly rate: number;
  readonly seed: number;
}

/** What is given beside queries, keys and values. */
interface Extras {
  readonly settings: AttentionSettings;
  /** {mask, step}, those that there are. */
  readonly beside: Readonly<Record<string, tf.Tensor>>;
}

interface Pass {
  readonly value: tf.Tensor;
  /** Gradients by queries, keys and values. */
  readonly gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => tf.Tensor[];
}

/**
 * Queries [batch, query, heads × depth], keys [batch, key, heads × depth] and values [batch, key, heads × valueDepth] to
 * [batch, query, heads × valueDepth]; the numbers of a head lie side by side. With gradients by the first three. Throws a
 * RangeError where the shapes do not go together.
 */
export function attend(
  queries: tf.Tensor,
  keys: tf.Tensor,
  values: tf.Tensor,
  options: AttentionOptions = {},
): tf.Tensor {
  const extras = extrasOf(queries, keys, values, options);
  const run = tf.customGrad((...given) => {
    const [q, k, v, save] = given as [tf.Tensor, tf.Tensor, tf.Tensor, tf.GradSaveFunc]; // the three below
    return (hasKernel(kernelName) ? native : composed)(q, k, v, extras, save);
  });
  return run(queries, keys, values);
}

/** Attention as it can be looked at, in [batch, head, query, key]. */
export interface Attending {
  /** query · key, neither scaled nor masked. */
  readonly products: tf.Tensor;
  /** What products are multiplied by before the softmax. */
  readonly scale: number;
  readonly isCausal: boolean;
  /** By which the values are meant; without dropout. */
  readonly weights: tf.Tensor;
}

/** The weights by which `attend` would mean the values, and the products that they come from: to be looked at. */
export function attending(queries: tf.Tensor, keys: tf.Tensor, options: AttentionOptions = {}): Attending {
  const { settings, beside } = extrasOf(queries, keys, keys, options);
  const [asking, asked] = [headsOf(queries, settings), headsOf(keys, settings)];
  return {
    products: tf.matMul(asking, asked, false, true),
    scale: settings.scale,
    isCausal: settings.isCausal,
    weights: weightsOf(asking, asked, settings, beside["mask"]),
  };
}

function extrasOf(q: tf.Tensor, k: tf.Tensor, v: tf.Tensor, options: AttentionOptions): Extras {
  const { heads = 1, isCausal = false, mask, dropout } = options;
  const [batch, , width = 0] = q.shape;
  const [, keyCount] = k.shape;
  const fits =
    [q, k, v].every((tensor) => tensor.rank === 3 && tensor.shape[0] === batch && tensor.shape[2]! % heads === 0) && // of rank 3
    k.shape[2] === width &&
    v.shape[1] === keyCount &&
    (!mask || (mask.rank === 2 && mask.shape[0] === batch && mask.shape[1] === keyCount));
  if (!fits) {
    const shapes = [q, k, v, ...(mask ? [mask] : [])].map(({ shape }) => `[${shape.join(", ")}]`);
    throw new RangeError(`attention of ${heads} heads does not take the shapes ${shapes.join(", ")}`);
  }
  const { scale = 1 / Math.sqrt(width / heads) } = options;
  const isDropping = dropout !== undefined && dropout !== null && dropout.rate > 0;
  return {
    settings: { heads, isCausal, scale, rate: isDropping ? dropout.rate : 0, seed: isDropping ? dropout.seed : 0 },
    beside: { ...(mask && { mask }), ...(isDropping && { step: dropout.step }) },
  };
}

type Saved = [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, ...tf.Tensor[]];

function native(q: tf.Tensor, k: tf.Tensor, v: tf.Tensor, { settings, beside }: Extras, save: tf.GradSaveFunc): Pass {
  const attrs = { ...settings };
  const outputs = runKernel(kernelName, { q, k, v, ...beside }, attrs);
  const [value, largest, inverse] = outputs as [tf.Tensor, tf.Tensor, tf.Tensor]; // the kernel's outputs
  const names = Object.keys(beside);
  save([q, k, v, value, largest, inverse, ...Object.values(beside)]);
  return {
    value,
    gradFunc(dy, saved) {
      const [q, k, v, outputs, largest, inverse, ...rest] = saved as Saved; // as saved above
      const extra = Object.fromEntries(names.map((name, i) => [name, rest[i]!])); // as many as names
      return [...runKernel(gradientName, { q, k, v, dy, outputs, largest, inverse, ...extra }, attrs)];
    },
  };
}

function composed(q: tf.Tensor, k: tf.Tensor, v: tf.Tensor, { settings, beside }: Extras, save: tf.GradSaveFunc): Pass {
  const { scale, rate, seed } = settings;
  const { mask, step } = beside;
  const [queries, keys, values] = [headsOf(q, settings), headsOf(k, settings), headsOf(v, settings)];
  const weights = weightsOf(queries, keys, settings, mask);
  const drop = step ? seededMask(weights.shape, rate, seed, step) : null;
  const under = (x: tf.Tensor, kept: tf.Tensor | null | undefined) => (kept ? tf.mul(x, kept) : x);
  save([queries, keys, values, weights, ...(drop ? [drop] : [])]);
  return {
    value: joined(tf.matMul(under(weights, drop), values)),
    gradFunc(dy, saved) {
      const [queries, keys, values, weights, drop] = saved as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor?]; // as saved above
      const slopes = headsOf(dy, settings);
      const dWeights = under(tf.matMul(slopes, values, false, true), drop);
      const products = tf.mul(weights, dWeights);
      const dScores = tf.mul(tf.sub(products, tf.mul(weights, tf.sum(products, -1, true))), tf.fill([], scale));
      return [
        joined(tf.matMul(dScores, keys)),
        joined(tf.matMul(dScores, queries, true, false)),
        joined(tf.matMul(under(weights, drop), slopes, true, false)),
      ];
    },
  };
}

/** Of heads [batch, head, step, depth]. */
function weightsOf(
  queries: tf.Tensor,
  keys: tf.Tensor,
  { scale, isCausal }: AttentionSettings,
  mask: tf.Tensor | undefined,
): tf.Tensor {
  // Filled on the device, here and below: a scalar from here would be an upload at every step.
  const scores = tf.mul(tf.matMul(queries, keys, false, true), tf.fill([], scale));
  const [batch = 0, , queryCount = 0, keyCount = 0] = scores.shape;
  const there = mask ? tf.reshape(mask, [batch, 1, 1, keyCount]) : null;
  const before = isCausal ? sightOf(queryCount, keyCount) : null;
  const seen = there && before ? tf.mul(there, before) : (there ?? before);
  if (!seen) return tf.softmax(scores);
  // So low that nothing is left of the score: the weight is 0 but where all keys are so low.
  const lowered = tf.add(scores, tf.mul(tf.sub(seen, tf.fill([], 1)), tf.fill([], 1e9)));
  return tf.mul(tf.softmax(lowered), seen);
}

/** [1, 1, query, key]: 1 for keys up to the query's own place, else 0. */
function sightOf(queryCount: number, keyCount: number): tf.Tensor {
  const places = tf.reshape(tf.range(0, queryCount, 1), [queryCount, 1]);
  const seen = tf.lessEqual(tf.reshape(tf.range(0, keyCount, 1), [1, keyCount]), places);
  return tf.reshape(tf.cast(seen, "float32"), [1, 1, queryCount, keyCount]);
}

/** [batch, step, heads × depth] to [batch, head, step, depth]. */
function headsOf(x: tf.Tensor, { heads }: AttentionSettings): tf.Tensor {
  const [batch = 0, steps = 0, width = 0] = x.shape;
  return tf.transpose(tf.reshape(x, [batch, steps, heads, width / heads]), [0, 2, 1, 3]);
}

/** And back. */
function joined(x: tf.Tensor): tf.Tensor {
  const [batch = 0, heads = 0, steps = 0, depth = 0] = x.shape;
  return tf.reshape(tf.transpose(x, [0, 2, 1, 3]), [batch, steps, heads * depth]);
}

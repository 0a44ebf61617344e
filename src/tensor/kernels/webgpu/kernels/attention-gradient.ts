/** The gradient of attention, whose weights are worked out anew (Dao et al. 2022). */
import type { tf } from "../../../tf";
import { beside, dot, gather, type Given, givenTo, isEmpty, shares, tiled, write } from "../attention-tiles";
import { dispatch, spread } from "../dispatch";
import type { KernelCall, WebgpuKernel } from "../kernel";
import { areFloats } from "../../are-floats";
import { free, output, zeros } from "../kernel";
import { elementWise } from "../wgsl";

/** WGSL: `weight` of a pair as it was going forwards, and `slope`, the derivative by its product before scaling. */
const pairBack = (
  given: Given,
  asking: string,
  asked: string,
  askingLine: string,
  askedLine: string,
  needsSlope: boolean,
) => `
  ${dot(given, "product", ["q", asking, "given.queries"], ["k", asked, "given.keys"], "given.depth", askingLine, askedLine)}
  ${needsSlope ? dot(given, "weightSlope", ["dy", asking, "given.queries"], ["v", asked, "given.keys"], "given.valueDepth", askingLine, askedLine) : ""}
  let query = ${asking} + ${askingLine};
  let key = ${asked} + ${askedLine};
  var weight = 0.0;
  var slope = 0.0;
  if (sees(query, key, sequence)) {
    let row = 3 * (at * given.queries + query);
    let share = exp(product * given.scale - rows[row]) * rows[row + 1];
    let factor = kept(query, key, at);
    weight = share * factor;
    ${needsSlope ? "slope = share * (weightSlope * factor - rows[row + 2]) * given.scale;" : ""}
  }
  workgroupBarrier();`;

/** Of each query its largest score, the inverse of its sum, and the mean slope of its weights, which the softmax takes off. */
function rowsOf({ backend, inputs }: KernelCall, { batch, heads, queries, valueDepth }: Given): tf.TensorInfo | null {
  const { dy, outputs, largest, inverse } = inputs;
  if (!dy || !outputs || !largest || !inverse || !areFloats(dy, outputs, largest, inverse)) return null;
  const size = batch * heads * queries;
  const rows = output(backend, [size, 3]);
  dispatch(backend, {
    key: "attention rows",
    outputs: { rows },
    inputs: { dy, outputs, largest, inverse },
    uniforms: { size, heads, queries, depth: valueDepth },
    groups: spread(Math.ceil(size / 64)),
    code: () =>
      elementWise(
        64,
        `let query = at % given.queries;
  let head = at / given.queries % given.heads;
  let start = ((at / given.queries / given.heads * given.queries + query) * given.heads + head) * given.depth;
  var sum = 0.0;
  for (var i = 0; i < given.depth; i++) { sum = fma(dy[start + i], outputs[start + i], sum); }
  rows[3 * at] = largest[at];
  rows[3 * at + 1] = inverse[at];
  rows[3 * at + 2] = sum;`,
      ),
  });
  return rows;
}

/** AttentionGrad: what Attention took and gave, and {dy}, to [dq, dk, dv]. */
export const attentionGrad: WebgpuKernel = {
  name: "AttentionGrad",
  run(call) {
    const given = givenTo(call);
    if (!given) return null;
    const { backend, inputs } = call;
    if (isEmpty(given)) return [given.q, given.k, given.v].map(({ shape }) => zeros(backend, shape));
    const rows = rowsOf(call, given);
    if (!rows) return null;
    const dy = inputs["dy"]!; // rowsOf has seen it
    const { side, q, k, v, batch, heads, queries, keys, depth, valueDepth, uniforms } = given;
    const [dq, dk, dv] = [output(backend, q.shape), output(backend, k.shape), output(backend, v.shape)];
    const tiles = `var<workgroup> weights : array<f32, ${side * side}>; var<workgroup> slopes : array<f32, ${side * side}>;`;
    dispatch(backend, {
      key: `attention by queries ${given.key}`,
      outputs: { dq },
      inputs: { q, k, v, dy, rows, ...beside(given) },
      uniforms,
      groups: [Math.ceil(queries / side), ...spread(batch * heads)],
      code: () =>
        tiled(
          given,
          tiles,
          `var sums : array<f32, ${shares(given, depth)}>;
  for (var other = 0; other < given.keys; other += ${side}) {
    ${pairBack(given, "first", "other", "line", "lane", true)}
    slopes[index] = slope;
    ${gather(given, "sums", "slopes", "k", "other", "given.keys", "given.depth")}
  }
  ${write(given, "dq", "sums", "first + line", "given.queries", "given.depth", "1.0")}`,
        ),
    });
    // A device need not have room for more than eight arrays: with mask and dropout the two are worked out apart.
    const isSplit = given.mask !== undefined && given.step !== undefined;
    for (const target of isSplit ? (["dk", "dv"] as const) : (["both"] as const)) {
      const [hasKeys, hasValues] = [target !== "dv", target !== "dk"];
      dispatch(backend, {
        key: `attention by ${target} ${given.key}`,
        outputs: { ...(hasKeys && { dk }), ...(hasValues && { dv }) },
        inputs: { q, k, ...(hasKeys && { v }), dy, rows, ...beside(given) },
        uniforms,
        groups: [Math.ceil(keys / side), ...spread(batch * heads)],
        code: () =>
          tiled(
            given,
            tiles,
            `${hasKeys ? `var keySums : array<f32, ${shares(given, depth)}>;` : ""}
  ${hasValues ? `var valueSums : array<f32, ${shares(given, valueDepth)}>;` : ""}
  for (var other = 0; other < given.queries; other += ${side}) {
    ${pairBack(given, "other", "first", "lane", "line", hasKeys)}
    slopes[index] = slope;
    weights[index] = weight;
    ${hasKeys ? gather(given, "keySums", "slopes", "q", "other", "given.queries", "given.depth") : ""}
    ${hasValues ? gather(given, "valueSums", "weights", "dy", "other", "given.queries", "given.valueDepth") : ""}
  }
  ${hasKeys ? write(given, "dk", "keySums", "first + line", "given.keys", "given.depth", "1.0") : ""}
  ${hasValues ? write(given, "dv", "valueSums", "first + line", "given.keys", "given.valueDepth", "1.0") : ""}`,
          ),
      });
    }
    free(backend, rows);
    return [dq, dk, dv];
  },
};

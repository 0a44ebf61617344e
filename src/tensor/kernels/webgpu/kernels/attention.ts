/**
 * Attention of several heads: kernels/attention.ts says what it computes. The softmax grows along as the keys come (Milakov and
 * Gimelshein 2018).
 */
import { beside, dot, gather, givenTo, isEmpty, shares, tiled, write } from "../attention-tiles";
import { dispatch, spread } from "../dispatch";
import type { WebgpuKernel } from "../kernel";
import { output, zeros } from "../kernel";

/** Attention: {q, k, v, mask, step}, the last two perhaps missing, to [outputs, largest score, 1 / sum of powers], these two [batch, head, query]. */
export const attention: WebgpuKernel = {
  name: "Attention",
  run(call) {
    const given = givenTo(call);
    if (!given) return null;
    const { backend } = call;
    if (isEmpty(given)) {
      const { batch, heads, queries, valueDepth } = given;
      const row = [batch, heads, queries];
      return [[batch, queries, heads * valueDepth], row, row].map((shape) => zeros(backend, shape));
    }
    const { side, q, k, v, batch, heads, queries, valueDepth, uniforms } = given;
    const outputs = output(backend, [batch, queries, heads * valueDepth]);
    const [largest, inverse] = [output(backend, [batch, heads, queries]), output(backend, [batch, heads, queries])];
    dispatch(backend, {
      key: `attention ${given.key}`,
      outputs: { outputs, largest, inverse },
      inputs: { q, k, v, ...beside(given) },
      uniforms,
      groups: [Math.ceil(queries / side), ...spread(batch * heads)],
      code: () =>
        tiled(
          given,
          `var<workgroup> weights : array<f32, ${side * side}>; var<workgroup> scores : array<f32, ${side * side}>;`,
          `let query = first + line;
  var sums : array<f32, ${shares(given, valueDepth)}>;
  var most = -3.4e38;
  var powers = 0.0;
  for (var firstKey = 0; firstKey < given.keys; firstKey += ${side}) {
    let key = firstKey + lane;
    ${dot(given, "product", ["q", "first", "given.queries"], ["k", "firstKey", "given.keys"], "given.depth", "line", "lane")}
    let isSeen = sees(query, key, sequence);
    scores[index] = select(-3.4e38, product * given.scale, isSeen);
    workgroupBarrier();
    var top = most;
    for (var i = 0; i < ${side}; i++) { top = max(top, scores[line * ${side} + i]); }
    let share = select(0.0, exp(scores[index] - top), isSeen);
    weights[index] = share * kept(query, key, at);
    workgroupBarrier();
    scores[index] = share;
    workgroupBarrier();
    let shrink = exp(most - top);
    powers *= shrink;
    for (var i = 0; i < ${side}; i++) { powers += scores[line * ${side} + i]; }
    for (var i = 0; i < ${shares(given, valueDepth)}; i++) { sums[i] *= shrink; }
    most = top;
    ${gather(given, "sums", "weights", "v", "firstKey", "given.keys", "given.valueDepth")}
  }
  var factor = 0.0;
  if (powers > 0.0) { factor = 1.0 / powers; }
  ${write(given, "outputs", "sums", "query", "given.queries", "given.valueDepth", "factor")}
  if (lane == 0 && query < given.queries) {
    largest[at * given.queries + query] = most;
    inverse[at * given.queries + query] = factor;
  }`,
        ),
    });
    return [outputs, largest, inverse];
  },
};

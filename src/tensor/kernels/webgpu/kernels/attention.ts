/**
 * Attention of several heads, forwards and backwards: kernels/attention.ts says what they compute. A workgroup has 16
 * queries (or keys) of one head and goes through the others 16 by 16, so that no matrix of weights is ever kept; the softmax
 * grows along (Milakov and Gimelshein 2018), and going back the weights are worked out anew (Dao et al. 2022).
 */
import { sizeOf } from "../../../../core/block";
import type { tf } from "../../../tf";
import type { AttentionSettings } from "../../attention";
import { dispatch, spread, type Uniforms } from "../dispatch";
import type { KernelCall, WebgpuKernel } from "../kernel";
import { areFloats, free, output, zeros } from "../kernel";
import { elementWise, scramble } from "../wgsl";

/** Queries and keys of a tile; a thread has one of the pairs. */
const side = 16;

/** Numbers of a head that are staged at a time. */
const strip = 32;

interface Given {
  readonly q: tf.TensorInfo;
  readonly k: tf.TensorInfo;
  readonly v: tf.TensorInfo;
  readonly mask: tf.TensorInfo | undefined;
  readonly step: tf.TensorInfo | undefined;
  readonly batch: number;
  readonly heads: number;
  readonly queries: number;
  readonly keys: number;
  readonly depth: number;
  readonly valueDepth: number;
  readonly uniforms: Uniforms;
  readonly key: string;
}

/** What all of the programs take. */
function givenTo({ inputs, attrs }: KernelCall): Given | null {
  const { q, k, v, mask, step } = inputs;
  if (!q || !k || !v || !areFloats(q, k, v, mask, step)) return null;
  const { heads, isCausal, scale, rate, seed } = attrs as unknown as AttentionSettings; // given by attend()
  const [batch = 0, queries = 0, width = 0] = q.shape;
  const [, keys = 0, valueWidth = 0] = v.shape;
  if (mask && sizeOf(mask.shape) !== batch * keys) return null;
  const [depth, valueDepth] = [width / heads, valueWidth / heads];
  return {
    ...{ q, k, v, mask, step, batch, heads, queries, keys, depth, valueDepth },
    key: `${shares(depth)} ${shares(valueDepth)}${mask ? " mask" : ""}${step ? " drop" : ""}`,
    uniforms: {
      ...{ batch, heads, queries, keys, depth, valueDepth, isCausal: Number(isCausal), seed },
      ...{ scale: { float: scale }, rate: { float: rate }, factor: { float: Math.fround(1 / (1 - rate)) } },
    },
  };
}

const isEmpty = ({ q, k, v }: Given) => [q, k, v].some(({ shape }) => sizeOf(shape) === 0);

const beside = ({ mask, step }: Given) => ({ ...(mask && { mask }), ...(step && { counter: step }) });

/** WGSL: whether a query sees a key, and by what dropout multiplies its weight. */
const rules = ({ mask, step }: Given) => `
fn sees(query : i32, key : i32, sequence : i32) -> bool {
  return query < given.queries && key < given.keys && (given.isCausal == 0 || key <= query)${mask ? " && mask[sequence * given.keys + key] != 0.0" : ""};
}
${step ? scramble : ""}
fn kept(query : i32, key : i32, at : i32) -> f32 {
  ${
    step
      ? `let salt = scramble(u32(counter[0]) + scramble(u32(given.seed)));
  let number = u32((at * given.queries + query) * given.keys + key);
  return select(given.factor, 0.0, f32(scramble(number + salt) >> 8u) / 16777216.0 < given.rate);`
      : "return 1.0;"
  }
}`;

/** WGSL: loads a strip of 16 rows of a head, from `first` on, into a tile; beyond the last row there are zeros. */
const stage = (tile: string, source: string, first: string, rows: string, depth: string, low: string) => `
    for (var e = index; e < ${side * strip}; e += ${side * side}) {
      let line = ${first} + e / ${strip};
      let column = ${low} + e % ${strip};
      var value = 0.0;
      if (line < ${rows} && column < ${depth}) { value = ${source}[((sequence * ${rows} + line) * given.heads + head) * ${depth} + column]; }
      ${tile}[e] = value;
    }`;

/** WGSL: `name` gets the product of row `a` of one and row `b` of another array, each from a tile of its own. */
const dot = (
  name: string,
  a: readonly [string, string, string],
  b: readonly [string, string, string],
  depth: string,
  aLine: string,
  bLine: string,
) => `
  var ${name} = 0.0;
  for (var low = 0; low < ${depth}; low += ${strip}) {
    workgroupBarrier();
    ${stage("tileA", a[0], a[1], a[2], depth, "low")}
    ${stage("tileB", b[0], b[1], b[2], depth, "low")}
    workgroupBarrier();
    for (var i = 0; i < ${strip}; i++) { ${name} = fma(tileA[${aLine} * ${strip} + i], tileB[${bLine} * ${strip} + i], ${name}); }
  }`;

/** WGSL: adds to `sums` of a line the products of its weights with the rows of an array; a thread has every 16th column. */
const gather = (sums: string, weights: string, source: string, first: string, rows: string, depth: string) => `
  for (var low = 0; low < ${depth}; low += ${strip}) {
    workgroupBarrier();
    ${stage("tileA", source, first, rows, depth, "low")}
    workgroupBarrier();
    for (var half = 0; half < ${strip / side}; half++) {
      var sum = 0.0;
      for (var i = 0; i < ${side}; i++) { sum = fma(${weights}[line * ${side} + i], tileA[i * ${strip} + half * ${side} + lane], sum); }
      ${sums}[low / ${side} + half] += sum;
    }
  }`;

/** Sums that a thread has of a line of so many numbers. */
const shares = (depth: number) => Math.ceil(depth / strip) * (strip / side);

/** WGSL: writes the sums of a line, each times a factor. */
const write = (target: string, sums: string, row: string, rows: string, depth: string, factor: string) => `
  for (var share = 0; share * ${side} < ${depth}; share++) {
    let column = share * ${side} + lane;
    if (${row} < ${rows} && column < ${depth}) {
      ${target}[((sequence * ${rows} + ${row}) * given.heads + head) * ${depth} + column] = ${sums}[share] * ${factor};
    }
  }`;

/** WGSL: the entry of a program whose workgroups have 16 rows of a head each. */
const tiled = (given: Given, tiles: string, body: string) => `
var<workgroup> tileA : array<f32, ${side * strip}>;
var<workgroup> tileB : array<f32, ${side * strip}>;
${tiles}
${rules(given)}
@compute @workgroup_size(${side}, ${side})
fn main(@builtin(workgroup_id) group : vec3u, @builtin(num_workgroups) groups : vec3u, @builtin(local_invocation_id) local : vec3u, @builtin(local_invocation_index) place : u32) {
  let index = i32(place);
  let line = i32(local.y);
  let lane = i32(local.x);
  let first = i32(group.x) * ${side};
  let at = i32(group.y + group.z * groups.y);
  if (at >= given.batch * given.heads) { return; }
  let sequence = at / given.heads;
  let head = at % given.heads;
  ${body}
}`;

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
    const { q, k, v, batch, heads, queries, valueDepth, uniforms } = given;
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
  var sums : array<f32, ${shares(valueDepth)}>;
  var most = -3.4e38;
  var powers = 0.0;
  for (var low16 = 0; low16 < given.keys; low16 += ${side}) {
    let key = low16 + lane;
    ${dot("product", ["q", "first", "given.queries"], ["k", "low16", "given.keys"], "given.depth", "line", "lane")}
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
    for (var i = 0; i < ${shares(valueDepth)}; i++) { sums[i] *= shrink; }
    most = top;
    ${gather("sums", "weights", "v", "low16", "given.keys", "given.valueDepth")}
  }
  var factor = 0.0;
  if (powers > 0.0) { factor = 1.0 / powers; }
  ${write("outputs", "sums", "query", "given.queries", "given.valueDepth", "factor")}
  if (lane == 0 && query < given.queries) {
    largest[at * given.queries + query] = most;
    inverse[at * given.queries + query] = factor;
  }`,
        ),
    });
    return [outputs, largest, inverse];
  },
};

/** WGSL: `weight` of a pair as it was going forwards, and `slope`, the derivative by its product before scaling. */
const pairBack = (asking: string, asked: string, askingLine: string, askedLine: string, needsSlope: boolean) => `
  ${dot("product", ["q", asking, "given.queries"], ["k", asked, "given.keys"], "given.depth", askingLine, askedLine)}
  ${needsSlope ? dot("weightSlope", ["dy", asking, "given.queries"], ["v", asked, "given.keys"], "given.valueDepth", askingLine, askedLine) : ""}
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
    const { q, k, v, batch, heads, queries, keys, depth, valueDepth, uniforms } = given;
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
          `var sums : array<f32, ${shares(depth)}>;
  for (var other = 0; other < given.keys; other += ${side}) {
    ${pairBack("first", "other", "line", "lane", true)}
    slopes[index] = slope;
    ${gather("sums", "slopes", "k", "other", "given.keys", "given.depth")}
  }
  ${write("dq", "sums", "first + line", "given.queries", "given.depth", "1.0")}`,
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
            `${hasKeys ? `var keySums : array<f32, ${shares(depth)}>;` : ""}
  ${hasValues ? `var valueSums : array<f32, ${shares(valueDepth)}>;` : ""}
  for (var other = 0; other < given.queries; other += ${side}) {
    ${pairBack("other", "first", "lane", "line", hasKeys)}
    slopes[index] = slope;
    weights[index] = weight;
    ${hasKeys ? gather("keySums", "slopes", "q", "other", "given.queries", "given.depth") : ""}
    ${hasValues ? gather("valueSums", "weights", "dy", "other", "given.queries", "given.valueDepth") : ""}
  }
  ${hasKeys ? write("dk", "keySums", "first + line", "given.keys", "given.depth", "1.0") : ""}
  ${hasValues ? write("dv", "valueSums", "first + line", "given.keys", "given.valueDepth", "1.0") : ""}`,
          ),
      });
    }
    free(backend, rows);
    return [dq, dk, dv];
  },
};

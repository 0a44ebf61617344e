/**
 * What the WebGPU programs of attention have in common: a workgroup has 16 queries (or keys) of one head and goes through the
 * others 16 by 16, so that no matrix of weights is ever kept; 8 of each where a workgroup has no 256 threads.
 */
import { sizeOf } from "../../../core/block";
import type { tf } from "../../tf";
import type { AttentionSettings } from "../attention";
import { traitsOf } from "./device-traits";
import type { Uniforms } from "./dispatch";
import type { KernelCall } from "./kernel";
import { areFloats } from "../are-floats";
import { scramble } from "./wgsl";

/** Numbers of a head that are staged at a time. */
const strip = 32;

export interface Given {
  /** Queries and keys of a tile; a thread has one of the pairs. */
  readonly side: number;
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
export function givenTo({ inputs, attrs, backend }: KernelCall): Given | null {
  const { q, k, v, mask, step } = inputs;
  if (!q || !k || !v || !areFloats(q, k, v, mask, step)) return null;
  const { heads, isCausal, scale, rate, seed } = attrs as unknown as AttentionSettings; // given by attend()
  const [batch = 0, queries = 0, width = 0] = q.shape;
  const [, keys = 0, valueWidth = 0] = v.shape;
  if (mask && sizeOf(mask.shape) !== batch * keys) return null;
  const [depth, valueDepth] = [width / heads, valueWidth / heads];
  const side = traitsOf(backend).mostThreads >= 256 ? 16 : 8;
  return {
    ...{ side, q, k, v, mask, step, batch, heads, queries, keys, depth, valueDepth },
    key: `${Math.ceil(depth / strip)} ${Math.ceil(valueDepth / strip)} by ${side}${mask ? " mask" : ""}${step ? " drop" : ""}`,
    uniforms: {
      ...{ batch, heads, queries, keys, depth, valueDepth, isCausal: Number(isCausal), seed },
      ...{ scale: { float: scale }, rate: { float: rate }, factor: { float: Math.fround(1 / (1 - rate)) } },
    },
  };
}

export const isEmpty = ({ q, k, v }: Given) => [q, k, v].some(({ shape }) => sizeOf(shape) === 0);

export const beside = ({ mask, step }: Given) => ({ ...(mask && { mask }), ...(step && { counter: step }) });

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

/** WGSL: loads a strip of as many rows of a head as a tile has, from `first` on, into a tile; beyond the last row there are zeros. */
const stage = (side: number, tile: string, source: string, first: string, rows: string, depth: string, low: string) => `
    for (var e = index; e < ${side * strip}; e += ${side * side}) {
      let line = ${first} + e / ${strip};
      let column = ${low} + e % ${strip};
      var value = 0.0;
      if (line < ${rows} && column < ${depth}) { value = ${source}[((sequence * ${rows} + line) * given.heads + head) * ${depth} + column]; }
      ${tile}[e] = value;
    }`;

/** WGSL: `name` gets the product of row `a` of one and row `b` of another array, each from a tile of its own. */
export const dot = (
  { side }: Given,
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
    ${stage(side, "tileA", a[0], a[1], a[2], depth, "low")}
    ${stage(side, "tileB", b[0], b[1], b[2], depth, "low")}
    workgroupBarrier();
    for (var i = 0; i < ${strip}; i++) { ${name} = fma(tileA[${aLine} * ${strip} + i], tileB[${bLine} * ${strip} + i], ${name}); }
  }`;

/** WGSL: adds to `sums` of a line the products of its weights with the rows of an array; a thread has every column that far apart. */
export const gather = (
  { side }: Given,
  sums: string,
  weights: string,
  source: string,
  first: string,
  rows: string,
  depth: string,
) => `
  for (var low = 0; low < ${depth}; low += ${strip}) {
    workgroupBarrier();
    ${stage(side, "tileA", source, first, rows, depth, "low")}
    workgroupBarrier();
    for (var half = 0; half < ${strip / side}; half++) {
      var sum = 0.0;
      for (var i = 0; i < ${side}; i++) { sum = fma(${weights}[line * ${side} + i], tileA[i * ${strip} + half * ${side} + lane], sum); }
      ${sums}[low / ${side} + half] += sum;
    }
  }`;

/** Sums that a thread has of a line of so many numbers. */
export const shares = ({ side }: Given, depth: number) => Math.ceil(depth / strip) * (strip / side);

/** WGSL: writes the sums of a line, each times a factor. */
export const write = (
  { side }: Given,
  target: string,
  sums: string,
  row: string,
  rows: string,
  depth: string,
  factor: string,
) => `
  for (var share = 0; share * ${side} < ${depth}; share++) {
    let column = share * ${side} + lane;
    if (${row} < ${rows} && column < ${depth}) {
      ${target}[((sequence * ${rows} + ${row}) * given.heads + head) * ${depth} + column] = ${sums}[share] * ${factor};
    }
  }`;

/** WGSL: the entry of a program whose workgroups have a tile's rows of a head each. */
export const tiled = (given: Given, tiles: string, body: string) => {
  const { side } = given;
  return `
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
};

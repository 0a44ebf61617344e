/**
 * Sums down the columns of [row, column] arrays, several at once: gradients of biases, scales and offsets. A workgroup has
 * a few columns, each summed by several threads in a fixed order; long ones are cut into pieces that a second program adds up.
 */
import type { tf } from "../../tf";
import type { WebgpuBackend } from "./backend";
import { dispatch, type Uniforms } from "./dispatch";
import { free, output } from "./kernel";
import { isSoftware } from "./software";

/** Threads of a workgroup. */
const threads = 256;

/** Columns of a workgroup: the fewer, the more threads go down each. */
const wide = 16;
const narrow = 4;

/** Rows up to which narrow workgroups do without a second program. */
const narrowRows = 4096;

/** Rows that one piece has at least: fewer are not worth a second program. */
const pieceRows = 512;

/** Pieces that a column is cut into at most. */
const mostPieces = 64;

const softwarePieces = 2;

export interface ColumnSums {
  /** Names what is summed. */
  readonly key: string;
  readonly inputs: Readonly<Record<string, tf.TensorInfo>>;
  /** Written on the way, an element for each of [row, column]. */
  readonly written?: Readonly<Record<string, tf.TensorInfo>>;
  /** WGSL that adds to `sums[0]` … for the element `at` of `row` and `column`. */
  readonly add: string;
  readonly rows: number;
  readonly columns: number;
  /** How many sums there are for each column. */
  readonly count: number;
  readonly uniforms?: Uniforms;
}

/** `count` tensors of one number for each column. */
export function columnSums(backend: WebgpuBackend, asked: ColumnSums): tf.TensorInfo[] {
  const { key, inputs, written = {}, add, rows, columns, count, uniforms = {} } = asked;
  const most = isSoftware(backend) ? softwarePieces : mostPieces;
  const isNarrow = rows >= 2 * pieceRows && rows <= narrowRows;
  const across = isNarrow ? narrow : wide;
  const pieces = isNarrow ? 1 : Math.max(1, Math.min(most, Math.floor(rows / pieceRows)));
  const results = Array.from({ length: count }, () => output(backend, [columns]));
  const parts = pieces === 1 ? results : results.map(() => output(backend, [pieces, columns]));
  const named = (tensors: readonly tf.TensorInfo[], name: string) =>
    Object.fromEntries(tensors.map((tensor, i) => [`${name}${i}`, tensor]));
  dispatch(backend, {
    key: `column sums ${key} ${count}${isNarrow ? " narrow" : ""}`,
    outputs: { ...named(parts, "part"), ...written },
    inputs,
    uniforms: { rows, columns, pieceLength: Math.ceil(rows / pieces), ...uniforms },
    groups: [Math.ceil(columns / across), pieces],
    code: () => summing(add, count, across),
  });
  if (pieces === 1) return results;
  dispatch(backend, {
    key: `column sums ${count}`,
    outputs: named(results, "part"),
    inputs: named(parts, "piece"),
    uniforms: { rows: pieces, columns, pieceLength: pieces },
    groups: [Math.ceil(columns / wide)],
    code: () => summing(parts.map((_, i) => `sums[${i}] += piece${i}[at];`).join(" "), count, wide),
  });
  for (const part of parts) free(backend, part);
  return results;
}

function summing(add: string, count: number, across: number): string {
  const down = threads / across;
  const each = (statement: (i: number) => string) => Array.from({ length: count }, (_, i) => statement(i)).join("\n");
  return `
var<workgroup> shares : array<array<f32, ${count}>, ${threads}>;
@compute @workgroup_size(${across}, ${down})
fn main(@builtin(workgroup_id) group : vec3u, @builtin(local_invocation_id) local : vec3u) {
  let column = i32(group.x) * ${across} + i32(local.x);
  let first = i32(group.y) * given.pieceLength;
  let last = min(first + given.pieceLength, given.rows);
  var sums : array<f32, ${count}>;
  if (column < given.columns) {
    for (var row = first + i32(local.y); row < last; row += ${down}) {
      let at = row * given.columns + column;
      ${add}
    }
  }
  let place = local.y * ${across}u + local.x;
  shares[place] = sums;
  for (var half = ${down / 2}u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (local.y < half) {
      ${each((i) => `shares[place][${i}] += shares[place + half * ${across}u][${i}];`)}
    }
  }
  if (local.y == 0u && column < given.columns) {
    let to = i32(group.y) * given.columns + column;
    ${each((i) => `part${i}[to] = shares[place][${i}];`)}
  }
}`;
}

/**
 * Sums down the columns of [row, column] arrays, several at once: gradients of biases, scales and offsets. A workgroup has
 * a few columns, each summed by several threads in a fixed order; long ones are cut into pieces that a second program adds up.
 */
import type { tf } from "../../tf";
import type { WebgpuBackend } from "./backend";
import { dispatch, type Uniforms } from "./dispatch";
import { free, output } from "./kernel";
import { traitsOf } from "./device-traits";
import { lanesOfSubgroup } from "./wgsl";

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
  const traits = traitsOf(backend);
  const { hasSubgroups, mostThreads: threads } = traits;
  const most = traits.isSoftware ? softwarePieces : mostPieces;
  const isNarrow = rows >= 2 * pieceRows && rows <= narrowRows;
  const across = isNarrow ? narrow : wide;
  const pieces = isNarrow ? 1 : Math.max(1, Math.min(most, Math.floor(rows / pieceRows)));
  const results = Array.from({ length: count }, () => output(backend, [columns]));
  const parts = pieces === 1 ? results : results.map(() => output(backend, [pieces, columns]));
  const named = (tensors: readonly tf.TensorInfo[], name: string) =>
    Object.fromEntries(tensors.map((tensor, i) => [`${name}${i}`, tensor]));
  dispatch(backend, {
    key: `column sums ${key} ${count} by ${across} of ${threads}`,
    hasSubgroups,
    outputs: { ...named(parts, "part"), ...written },
    inputs,
    uniforms: { rows, columns, pieceLength: Math.ceil(rows / pieces), ...uniforms },
    groups: [Math.ceil(columns / across), pieces],
    code: () => summing(add, { threads, across, count, hasSubgroups }),
  });
  if (pieces === 1) return results;
  dispatch(backend, {
    key: `column sums ${count} by ${wide} of ${threads}`,
    hasSubgroups,
    outputs: named(results, "part"),
    inputs: named(parts, "piece"),
    uniforms: { rows: pieces, columns, pieceLength: pieces },
    groups: [Math.ceil(columns / wide)],
    code: () => {
      const addPiece = parts.map((_, i) => `sums[${i}] += piece${i}[at];`).join(" ");
      return summing(addPiece, { threads, across: wide, count, hasSubgroups });
    },
  });
  for (const part of parts) free(backend, part);
  return results;
}

/** How the threads of a workgroup stand: `across` of them side by side, for a column each. */
interface Stand {
  readonly threads: number;
  readonly across: number;
  readonly count: number;
  readonly hasSubgroups: boolean;
}

function summing(add: string, stand: Stand): string {
  const { threads, across, count } = stand;
  return columnWise(
    stand,
    `let column = i32(group.x) * ${across} + lane % ${across};
  let first = i32(group.y) * given.pieceLength;
  let last = min(first + given.pieceLength, given.rows);
  if (column < given.columns) {
    for (var row = first + lane / ${across}; row < last; row += ${threads / across}) {
      let at = row * given.columns + column;
      ${add}
    }
  }`,
    `if (column < given.columns) {
    let to = i32(group.y) * given.columns + column;
    ${many(count, (i) => `part${i}[to] = sums[${i}];`)}
  }`,
  );
}

/** WGSL: `first` gives each thread its `sums`, of which the first threads then have those of their column, for `then`. */
export function columnWise({ threads, across, count, hasSubgroups }: Stand, first: string, then: string): string {
  const each = (statement: (i: number) => string) => many(count, statement);
  const halving = `
  ${each((i) => `shares${i}[lane] = sums[${i}];`)}
  for (var half = ${threads / 2}; half >= ${across}; half /= 2) {
    workgroupBarrier();
    if (lane < half) { ${each((i) => `shares${i}[lane] += shares${i}[lane + half];`)} }
  }
  ${each((i) => `sums[${i}] = shares${i}[lane];`)}`;
  // Of a subgroup the threads of a column lie `across` apart, or there is one of each at most.
  const inSubgroups = `
  workgroupBarrier();
  for (var apart = ${across}; apart < size; apart *= 2) {
    ${each((i) => `sums[${i}] += subgroupShuffleXor(sums[${i}], u32(apart));`)}
  }
  let kept = min(size, ${across});
  if (lane % size < kept) { ${each((i) => `shares${i}[lane / size * kept + lane % size] = sums[${i}];`)} }
  workgroupBarrier();
  if (lane < ${across}) {
    ${each((i) => `sums[${i}] = shares${i}[lane];`)}
    for (var at = lane + ${across}; at < ${threads} / size * kept; at += ${across}) { ${each((i) => `sums[${i}] += shares${i}[at];`)} }
  }`;
  return `
${each((i) => `var<workgroup> shares${i} : array<f32, ${threads}>;`)}
@compute @workgroup_size(${threads})
fn main(@builtin(workgroup_id) group : vec3u, @builtin(local_invocation_index) place : u32) {
  let lane = i32(place);
  ${hasSubgroups ? `let size = ${lanesOfSubgroup};` : ""}
  var sums : array<f32, ${count}>;
  ${first}
  ${hasSubgroups ? inSubgroups : halving}
  if (lane < ${across}) { ${then} }
}`;
}

const many = (count: number, statement: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => statement(i)).join(" ");

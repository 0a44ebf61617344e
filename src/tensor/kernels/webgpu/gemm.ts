/**
 * Products of matrices by tiles in the memory of a workgroup. How an element of either matrix is found is up to who asks, so
 * that convolutions are products whose matrices are never made (implicit GEMM).
 */
import type { tf } from "../../tf";
import type { WebgpuBackend } from "./backend";
import { dispatch, spread, type Uniforms } from "./dispatch";
import { free, output } from "./kernel";
import { traitsOf } from "./device-traits";
import { nameOf, threadsOf, tileFor, type Tile } from "./tiles";
import { elementWise } from "./wgsl";

/** Workgroups at which a device counts as busy: where there are fewer, the inner axis is cut into pieces. */
const enoughGroups = 64;

/** Workgroups for tiles at most; each then does several. */
const mostGroups = 4096;

/** The same on a software adapter, for which a workgroup costs more than what it works out. */
const softwareGroups = { enough: 8, most: 8 };

/** Length of a piece of the inner axis at least. */
const pieceLength = 128;

export interface Matrix {
  /** WGSL that sets `value` to the element at (`row`, `k`) of the left matrix, or (`k`, `column`) of the right one, of `batch`. */
  readonly read: string;
  /** Whether elements that differ by 1 in `k` lie side by side. */
  readonly isAlongInner: boolean;
}

export interface Product {
  /** Names both matrices and what is written. */
  readonly key: string;
  readonly inputs: Readonly<Record<string, tf.TensorInfo>>;
  readonly uniforms?: Uniforms;
  readonly batch?: number;
  readonly rows: number;
  readonly columns: number;
  readonly inner: number;
  readonly left: Matrix;
  readonly right: Matrix;
  /** WGSL that may change `value` before it is written for (`row`, `column`), and the arrays that it takes. */
  readonly finish?: string;
  readonly beside?: Readonly<Record<string, tf.TensorInfo>>;
  /** Gets the sums down the columns of the right matrix, which is read anyway; not where there is a batch. */
  readonly columnSums?: tf.TensorInfo;
}

/** Writes the product [batch, row, column] into `to`; none of the extents may be 0. */
export function multiply(backend: WebgpuBackend, to: tf.TensorInfo, product: Product): void {
  const {
    key,
    inputs,
    uniforms = {},
    batch = 1,
    rows,
    columns,
    inner,
    left,
    right,
    finish = "",
    beside = {},
    columnSums,
  } = product;
  const traits = traitsOf(backend);
  const tile = tileFor(traits.tiles, batch, rows, columns);
  const { height, width, depth } = tile;
  const columnTiles = Math.ceil(columns / width);
  const tiles = Math.ceil(rows / height) * columnTiles;
  const busy = traits.isSoftware ? softwareGroups : { enough: enoughGroups, most: mostGroups };
  const most = Math.min(Math.floor(busy.enough / (batch * tiles)), Math.floor(inner / pieceLength));
  const length = depth * Math.ceil(inner / Math.max(1, most) / depth);
  const pieces = Math.ceil(inner / length);
  const size = batch * rows * columns;
  const isWhole = pieces === 1;
  const added = columnSums && { added: columnSums };
  // The sums of a piece lie behind its products.
  const sizeWithSums = columnSums ? size + columns : size;
  const target = isWhole ? to : output(backend, [pieces, sizeWithSums]);
  const keep =
    added && (isWhole ? "added[column] = sum;" : "result[start + given.rows * given.columns + column] = sum;");
  dispatch(backend, {
    key: `product ${key} ${nameOf(tile)}${columnSums ? ", with column sums" : ""}${isWhole ? "" : ", in pieces"}`,
    outputs: { result: target, ...(isWhole && added) },
    inputs: isWhole ? { ...inputs, ...beside } : inputs,
    uniforms: {
      rows,
      columns,
      inner,
      batches: batch,
      pieceLength: length,
      pieceSize: sizeWithSums,
      tiles,
      columnTiles,
      ...uniforms,
    },
    groups: [Math.min(tiles, busy.most), 1, batch * pieces],
    code: () => tiled(tile, left, right, isWhole ? finish : "", keep),
  });
  if (isWhole) return;
  dispatch(backend, {
    key: `pieces of product ${finish}`,
    outputs: { result: to, ...added },
    inputs: { parts: target, ...beside },
    uniforms: { size: sizeWithSums, pieces, rows, columns },
    groups: spread(Math.ceil(sizeWithSums / 64)),
    code: () =>
      elementWise(
        64,
        `var value = 0.0;
  for (var piece = 0; piece < given.pieces; piece++) { value += parts[piece * given.size + at]; }
  ${finish === "" ? "" : `let column = at % given.columns; let row = at / given.columns % given.rows; ${finish}`}
  ${added ? "let sum = at - given.rows * given.columns;\n  if (sum >= 0) { added[sum] = value; return; }" : ""}
  result[at] = value;`,
      ),
  });
  free(backend, target);
}

function tiled(shape: Tile, left: Matrix, right: Matrix, finish: string, keep?: string): string {
  const { height, width, down, across, depth } = shape;
  const threads = threadsOf(shape);
  const four = ["x", "y", "z", "w"];
  const many = (count: number, statement: (i: number) => string) =>
    Array.from({ length: count }, (_, i) => statement(i)).join("\n");
  // Of its columns a thread has four side by side, and the next four as far on as the others of its row have theirs.
  const quads = across / 4;
  const apart = width / quads;
  /** A statement for four columns `q` of each row `i` of a thread. */
  const each = (statement: (i: number, q: number) => string) => many(down, (i) => many(quads, (q) => statement(i, q)));
  const keepFour = (q: number) =>
    four.map((part, i) => `keep(start, firstColumn + ownColumn + ${q * apart + i}, columnSum${q}.${part});`).join(" ");
  /** Fills a tile of the left or the right matrix. */
  const load = (
    tile: string,
    extent: number,
    { read, isAlongInner }: Matrix,
    axis: string,
    from: string,
    end: string,
  ) => `
    for (var e = index; e < ${extent * depth}; e += ${threads}) {
      let i = ${isAlongInner ? `e % ${depth}` : `e / ${extent}`};
      let j = ${isAlongInner ? `e / ${depth}` : `e % ${extent}`};
      let k = low + i;
      let ${axis} = ${from} + j;
      var value = 0.0;
      if (${axis} < ${end} && k < last) { ${read} }
      ${tile}[i * ${extent} + j] = value;
    }`;
  return `
var<workgroup> leftTile : array<f32, ${height * depth}>;
var<workgroup> rightTile : array<f32, ${width * depth}>;
fn put(start : i32, row : i32, first : i32, sums : vec4f) {
  if (row >= given.rows) { return; }
  ${four.map((part, i) => `if (first + ${i} < given.columns) { write(start, row, first + ${i}, sums.${part}); }`).join("\n  ")}
}
${keep ? `fn keep(start : i32, column : i32, sum : f32) { if (column < given.columns) { ${keep} } }` : ""}
fn write(start : i32, row : i32, column : i32, sum : f32) {
  var value = sum;
  ${finish}
  result[start + row * given.columns + column] = value;
}
@compute @workgroup_size(${width / across}, ${height / down})
fn main(@builtin(workgroup_id) group : vec3u, @builtin(num_workgroups) groups : vec3u, @builtin(local_invocation_id) local : vec3u, @builtin(local_invocation_index) place : u32) {
  let index = i32(place);
  let batch = i32(group.z) % given.batches;
  let piece = i32(group.z) / given.batches;
  let first = piece * given.pieceLength;
  let last = min(given.inner, first + given.pieceLength);
  let ownRow = i32(local.y) * ${down};
  let ownColumn = i32(local.x) * 4;
  let start = piece * given.pieceSize + batch * given.rows * given.columns;
  for (var tile = i32(group.x); tile < given.tiles; tile += i32(groups.x)) {
  let firstRow = tile / given.columnTiles * ${height};
  let firstColumn = tile % given.columnTiles * ${width};
  ${each((i, q) => `var sum${i}_${q} = vec4f();`)}
  ${keep ? many(quads, (q) => `var columnSum${q} = vec4f();`) : ""}
  for (var low = first; low < last; low += ${depth}) {
    ${load("leftTile", height, left, "row", "firstRow", "given.rows")}
    ${load("rightTile", width, right, "column", "firstColumn", "given.columns")}
    workgroupBarrier();
    for (var i = 0; i < ${depth}; i++) {
      let at = i * ${width} + ownColumn;
      ${many(quads, (q) => `let b${q} = vec4f(${four.map((_, i) => `rightTile[at + ${q * apart + i}]`).join(", ")});`)}
      let a = i * ${height} + ownRow;
      ${keep ? `if (ownRow == 0) { ${many(quads, (q) => `columnSum${q} += b${q};`)} }` : ""}
      ${many(down, (i) => `let a${i} = vec4f(leftTile[a + ${i}]);`)}
      ${each((i, q) => `sum${i}_${q} = fma(a${i}, b${q}, sum${i}_${q});`)}
    }
    workgroupBarrier();
  }
  ${keep ? `if (firstRow + ownRow == 0) { ${many(quads, keepFour)} }` : ""}
  ${each((i, q) => `put(start, firstRow + ownRow + ${i}, firstColumn + ownColumn + ${q * apart}, sum${i}_${q});`)}
  }
}`;
}

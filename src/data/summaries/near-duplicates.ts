/** Pictures that are copies of others: the same bytes, or the same picture stored again, brighter, smaller, shifted or cropped a little. */
import { allRows } from "../../core/all-rows";
import type { ImageColumn } from "../../core/column";
import type { Work } from "../../core/work";
import { hashBytes } from "./distinct";
import { createCompare, type Compare } from "./near/alignment";
import { visitCandidates } from "./near/candidates";
import { makePrints, smoothed, type Prints } from "./near/picture-prints";

export interface NearPair {
  /** Rows, the smaller first. */
  readonly first: number;
  readonly second: number;
  /** Correlation of the aligned thumbnails; 1 for the same bytes. */
  readonly likeness: number;
  readonly isExact: boolean;
}

export interface NearDuplicates {
  /** Enough to connect all copies of a picture; of the same bytes, each with the first row only. */
  readonly pairs: readonly NearPair[];
  /** Rows of pictures that are connected by pairs, ascending, at least two a group. */
  readonly groups: readonly (readonly number[])[];
  /** Whether beside the same bytes also near copies were looked for: not among very many pictures. */
  readonly isSearched: boolean;
}

/** Above, comparing all with all takes too long beside opening them. */
const mostPictures = 40_000;
/**
 * Small pictures are compared as they are: two digits of MNIST reach 0.988 (18 million pairs), copies are mostly above 0.995. Larger ones are
 * smoothed first: two blood cells reach 0.991, two chest films 0.979; copies are above 0.995 but for JPEG of quality 50 and whites that burn out.
 */
const leastLikeness = 0.994;
const leastSmoothedLikeness = 0.993;
/** Resampling blurs; pictures of unlike sizes are also compared after smoothing both, where two digits reach 0.9972 and copies 0.9983. */
const leastOfUnlikeSizes = 0.997;
const worthSmoothing = 0.95;
/** Copies that were cropped keep their proportions about. */
const mostDifferentProportions = 1.15;

const known = new WeakMap<Uint32Array<ArrayBuffer>, NearDuplicates>();

/** Looked for once a column: later calls answer at once. @param rows all where left out. */
export function* findNearDuplicates(column: ImageColumn, rows?: Uint32Array<ArrayBuffer>): Work<NearDuplicates> {
  const before = rows ? undefined : known.get(column.starts);
  if (before) return before;
  const present = (rows ?? allRows({ rowCount: column.widths.length })).filter((row) => column.widths[row]! > 0); // rows of it
  const exact = yield* findSameBytes(column, present);
  const isSame = new Set(exact.map(({ second }) => second));
  const different = present.filter((row) => !isSame.has(row));
  const isSearched = different.length <= mostPictures;
  const near = isSearched ? yield* findNear(column, different) : [];
  const pairs = [...exact, ...near];
  const found = { pairs, groups: groupsOf(pairs), isSearched };
  if (!rows) known.set(column.starts, found);
  return found;
}

function* findSameBytes(column: ImageColumn, rows: Uint32Array<ArrayBuffer>): Work<readonly NearPair[]> {
  const { pixels, starts, widths, heights, channels } = column;
  const rowsByHash = new Map<number, number[]>();
  const pairs: NearPair[] = [];
  for (const row of rows) {
    yield;
    const [from, width, height] = [starts[row]!, widths[row]!, heights[row]!]; // row is in the column
    const to = from + width * height * channels;
    const hash = hashBytes(pixels, from, to);
    const held = rowsByHash.get(hash);
    const first = held?.find((other) => {
      if (widths[other] !== width || heights[other] !== height) return false;
      const shift = starts[other]! - from; // as above
      for (let at = from; at < to; at++) if (pixels[at] !== pixels[at + shift]) return false;
      return true;
    });
    if (first !== undefined) pairs.push({ first, second: row, likeness: 1, isExact: true });
    else if (held) held.push(row);
    else rowsByHash.set(hash, [row]);
  }
  return pairs;
}

function* findNear(column: ImageColumn, rows: Uint32Array<ArrayBuffer>): Work<readonly NearPair[]> {
  const { widths, heights } = column;
  const prints = yield* makePrints(column, rows);
  const compare = createCompare(prints.thumbnails, prints.side);
  const compareSmoothed = createSmoothedCompare(prints);
  const least = prints.isSmoothed ? leastSmoothedLikeness : leastLikeness;
  const pairs: NearPair[] = [];
  const groups = createGroups();
  const keep = (first: number, second: number, likeness: number) => {
    pairs.push({ first, second, likeness, isExact: false });
    groups.join(first, second);
  };
  yield* visitCandidates(prints, (i, j) => {
    const [first, second] = [rows[i]!, rows[j]!]; // places of rows
    // Frames of a film are copies of each other: one chain of pairs is enough.
    if (groups.rootOf(first) === groups.rootOf(second)) return;
    const proportions = (widths[first]! * heights[second]!) / (heights[first]! * widths[second]!); // in the column
    if (Math.max(proportions, 1 / proportions) > mostDifferentProportions) return;
    const isWorthSmoothing =
      !prints.isSmoothed && (widths[first] !== widths[second] || heights[first] !== heights[second]);
    compare.take(i);
    let likeness = compare.likenessOf(j, isWorthSmoothing ? worthSmoothing : least);
    if (likeness >= least) keep(first, second, likeness);
    else if (isWorthSmoothing && likeness > worthSmoothing) {
      likeness = compareSmoothed(i, j);
      if (likeness >= leastOfUnlikeSizes) keep(first, second, likeness);
    }
  });
  return pairs;
}

/** Smooths thumbnails when they are first asked for. */
function createSmoothedCompare({ thumbnails, side, rows }: Prints): (i: number, j: number) => number {
  const size = side * side;
  let grids: Float32Array<ArrayBuffer> | null = null;
  let compare: Compare | null = null;
  const isSmooth = new Uint8Array(rows.length);
  return (i, j) => {
    grids ??= new Float32Array(thumbnails.length);
    compare ??= createCompare(grids, side);
    for (const k of [i, j]) {
      if (!isSmooth[k]) grids.set(smoothed(thumbnails.subarray(k * size, (k + 1) * size), side), k * size);
      isSmooth[k] = 1;
    }
    compare.take(i);
    return compare.likenessOf(j, leastOfUnlikeSizes);
  };
}

/** Union and find (Tarjan 1975). */
function createGroups() {
  const parents = new Map<number, number>();
  const rootOf = (row: number): number => {
    let root = row;
    for (let parent = parents.get(root); parent !== undefined && parent !== root; parent = parents.get(root))
      root = parent;
    if (root !== row) parents.set(row, root);
    return root;
  };
  const join = (first: number, second: number) => {
    const [a, b] = [rootOf(first), rootOf(second)];
    parents.set(Math.max(a, b), Math.min(a, b));
    parents.set(Math.min(a, b), Math.min(a, b));
  };
  return { rootOf, join, rows: () => [...parents.keys()].toSorted((a, b) => a - b) };
}

function groupsOf(pairs: readonly NearPair[]): readonly (readonly number[])[] {
  const { rootOf, join, rows } = createGroups();
  for (const { first, second } of pairs) join(first, second);
  const groups = new Map<number, number[]>();
  for (const row of rows()) {
    const root = rootOf(row);
    const group = groups.get(root);
    if (group) group.push(row);
    else groups.set(root, [row]);
  }
  return [...groups.values()];
}

/** Test cases by how badly they came back. */
import type { Cases, CaseWindows } from "../../../core/run";
import type { Bin } from "../../../ui/charts/bins-chart";
import { roundStep } from "../../../ui/charts/round-range";

export interface ErrorCase {
  readonly row: number;
  readonly error: number;
  /** Name of its category; empty where none is known. */
  readonly category: string;
  /** Of a window: the place of its last row, and its time. */
  readonly window?: { readonly place: number; readonly time: number };
}

/** Largest error first; equal ones stay in row order. */
export function worstFirst({ rows, actual, predicted, categories, reconstruction }: Cases): readonly ErrorCase[] {
  return Array.from(rows, (row, i): ErrorCase => ({
    row,
    error: predicted[i] ?? NaN,
    category: categories[actual[i] ?? -1] ?? "",
    ...windowAt(reconstruction?.windows, i),
  })).toSorted((a, b) => b.error - a.error || a.row - b.row);
}

function windowAt(windows: CaseWindows | undefined, i: number): Pick<ErrorCase, "window"> {
  return windows ? { window: { place: windows.places[i] ?? 0, time: windows.times[i] ?? NaN } } : {};
}

/** Of windows that share rows the first in the list alone; other cases are all there. */
export function apart(cases: readonly ErrorCase[], lookBack: number): readonly ErrorCase[] {
  // One at most ends in each stretch as long as a window.
  const taken = new Map<number, number>();
  return cases.filter(({ window }) => {
    if (!window) return true;
    const stretch = Math.floor(window.place / lookBack);
    const near = [stretch - 1, stretch, stretch + 1].map((at) => taken.get(at));
    if (near.some((place) => place !== undefined && Math.abs(place - window.place) < lookBack)) return false;
    taken.set(stretch, window.place);
    return true;
  });
}

/** About `count` bins of one round width; one of their edges is the threshold, so that no bar stands on both sides of it. */
export function errorBins(cases: readonly ErrorCase[], threshold: number, count: number): readonly Bin[] {
  const errors = cases.map(({ error }) => error).filter(Number.isFinite);
  if (errors.length === 0) return [];
  const [low, high] = [Math.min(...errors), Math.max(...errors)];
  const width = roundStep(high - low, count);
  const start = Number.isFinite(threshold) ? threshold : low;
  const first = Math.floor((low - start) / width);
  const last = Math.floor((high - start) / width);
  const bins = Array.from({ length: last - first + 1 }, (_, index) => ({
    from: start + (first + index) * width,
    to: start + (first + index + 1) * width,
    rows: new Array<number>(),
  }));
  for (const { row, error } of cases) bins[Math.floor((error - start) / width) - first]?.rows.push(row);
  return bins;
}

/** Shares of usual and of other rows above a threshold; null where there are none. */
export function flaggedShares(
  cases: readonly ErrorCase[],
  threshold: number,
  normal: string | null,
): { readonly usual: number | null; readonly others: number | null } {
  const shareOf = (own: readonly ErrorCase[]) =>
    own.length === 0 ? null : own.filter(({ error }) => error > threshold).length / own.length;
  const isUsual = ({ category }: ErrorCase) => normal === null || category === normal;
  return { usual: shareOf(cases.filter(isUsual)), others: shareOf(cases.filter((one) => !isUsual(one))) };
}

export interface InputError {
  readonly input: string;
  /** Mean absolute differences; NaN without such rows. */
  readonly usual: number;
  readonly flagged: number;
}

/** Of every input, those in which flagged rows differ most from usual ones first. */
export function inputErrors({ predicted, reconstruction }: Cases, threshold: number): readonly InputError[] {
  const { inputs = [], differences = new Float64Array(0) } = reconstruction ?? {};
  const width = inputs.length;
  const meanOf = (k: number, isFlagged: boolean) => {
    let [sum, count] = [0, 0];
    predicted.forEach((error, row) => {
      if (error > threshold !== isFlagged) return;
      sum += differences[row * width + k] ?? NaN;
      count += 1;
    });
    return count === 0 ? NaN : sum / count;
  };
  const lead = ({ usual, flagged }: InputError) => (Number.isNaN(flagged) ? usual : flagged - (usual || 0));
  return inputs
    .map((input, k): InputError => ({ input, usual: meanOf(k, false), flagged: meanOf(k, true) }))
    .toSorted((a, b) => lead(b) - lead(a));
}

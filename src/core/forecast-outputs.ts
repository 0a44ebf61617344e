/** What a model says of windows: one forecast of each value to come, and where it was asked for them quantiles of it. */
import { createBlock, type Block } from "./block";

/** How likely the truth is not above each quantile, ascending. */
export type Levels = readonly number[];

/** The levels of a question, each once and with one half among them; null where one is not between 0 and 1. */
export function levelsOf(asked: readonly number[]): Levels | null {
  if (!asked.every((level) => level > 0 && level < 1)) return null;
  return [...new Set([...asked, 0.5])].toSorted((a, b) => a - b);
}

export interface SplitOutputs {
  /** [window, step ahead] */
  readonly outputs: Block;
  /** [window, step ahead, level] */
  readonly quantiles?: Block;
}

/** From what `predict` gives: the values themselves, or quantiles of which the middle one is the forecast. */
export function splitOutputs(said: Block, levels: Levels | undefined): SplitOutputs {
  if (!levels || said.shape.length < 3) return { outputs: said };
  return { outputs: quantileAt(said, levels, 0.5), quantiles: said };
}

/** One level of [window, step ahead, level]. */
export function quantileAt({ data, shape }: Block, levels: Levels, level: number): Block {
  const place = levels.indexOf(level);
  const values = Float64Array.from(data).filter((_, i) => i % levels.length === place);
  return createBlock(values, shape.slice(0, 2));
}

/** The forecast of a step with a reserve: on top of its highest quantile where it has some; null beyond the steps that were learned. */
export function enoughAt(
  value: number,
  quantiles: readonly number[] | undefined,
  added: number | undefined,
): number | null {
  return added === undefined ? null : (quantiles?.at(-1) ?? value) + added;
}

/** Which ends of the levels a band can be moved at: one half is the forecast itself and stays. */
export function edgesOf(levels: Levels): { readonly low: boolean; readonly high: boolean } {
  return { low: (levels[0] ?? 0.5) < 0.5, high: (levels.at(-1) ?? 0.5) > 0.5 };
}

/**
 * The lowest and the highest of ascending quantiles farther out by these margins [step ahead], or nearer where they are negative, but never past the middle one;
 * those between are kept within. Of levels that end at one half only the other end is moved.
 */
export function widenBand({ data, shape }: Block, margins: readonly number[], levels: Levels): Block {
  const edges = edgesOf(levels);
  const [count, middle] = [levels.length, levels.indexOf(0.5)];
  const moved = Float64Array.from(data);
  for (let i = 0; i < moved.length; i += count) {
    const margin = margins[(i / count) % margins.length]!; // one for each step
    const median = moved[i + middle]!; // one half is among the levels
    const last = i + count - 1;
    const low = edges.low ? Math.min(moved[i]! - margin, median) : median; // i < length
    const high = edges.high ? Math.max(moved[last]! + margin, median) : median; // as above
    for (let k = i + 1; k < last; k++) moved[k] = Math.min(Math.max(moved[k]!, low), high); // as above
    moved[i] = low;
    moved[last] = high;
  }
  return createBlock(moved, shape);
}

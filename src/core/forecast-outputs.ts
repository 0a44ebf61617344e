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

/** The lowest and the highest level farther apart by these margins [step ahead] on either side, or nearer where they are negative; in order again. */
export function widenBand(quantiles: Block, margins: readonly number[]): Block {
  const levels = quantiles.shape[2] ?? 1;
  const data = Float64Array.from(quantiles.data);
  for (let i = 0; i < data.length; i += levels) {
    const margin = margins[(i / levels) % margins.length]!; // one for each step
    data[i]! -= margin; // i < length
    data[i + levels - 1]! += margin; // as above
    data.subarray(i, i + levels).sort();
  }
  return createBlock(data, quantiles.shape);
}

/** Quantiles of a forecast: how often the truth was below each, how good they are, and beside simple rules with the usual spread of their errors. */
import type { RuleSpread } from "../core/forecast";
import type { BandScores, Interval, QuantileEvaluation, RivalBand } from "../core/evaluation";
import { edgesOf } from "../core/forecast-outputs";
import type { Units } from "./bootstrap";
import type { BaselineForecast } from "./forecast-baselines";
import { leadInterval } from "./lead-interval";
import { sortedQuantile } from "./normal";

/** Loss of a quantile at this level (Koenker and Bassett 1978): what it lacks costs the level, what it has too much one less the level. */
export function pinball(level: number, truth: number, said: number): number {
  return truth > said ? level * (truth - said) : (1 - level) * (said - truth);
}

/**
 * The quantiles of what was missing of each rule, by step ahead.
 * @param targets [window, step ahead], as are the rules' values.
 */
export function learnSpreads(
  baselines: readonly BaselineForecast[],
  targets: ArrayLike<number>,
  horizon: number,
  levels: readonly number[],
): readonly RuleSpread[] {
  const windows = targets.length / horizon;
  return baselines.map(({ rule, values }) => ({
    rule,
    added: Array.from({ length: horizon }, (_, ahead) => {
      const missing = Float64Array.from({ length: windows }, (__, i) => {
        return targets[i * horizon + ahead]! - values[i * horizon + ahead]!; // one for each window and step
      }).toSorted();
      return levels.map((level) => sortedQuantile(missing, level));
    }),
  }));
}

/** Of fewer windows a quantile is a guess. */
const fewestWindows = 20;

/**
 * How much wider the band must be, by step ahead, to hold as often as it says: the ⌈share · (n + 1)⌉-th smallest of how far the truth was outside, below zero within
 * (conformalised quantile regression, Romano, Patterson and Candès 2019). Where one half is the lowest or the highest level, of the other edge alone and of how
 * often the truth is meant to be on this side of it. null with too few windows, or one level.
 * @param targets [window, step ahead]; `values` [window, step ahead, level].
 */
export function learnMargins(
  targets: ArrayLike<number>,
  values: ArrayLike<number>,
  horizon: number,
  levels: readonly number[],
): readonly number[] | null {
  const windows = targets.length / horizon;
  const edges = edgesOf(levels);
  const share = nominalOf([edges.low ? levels[0]! : 0, edges.high ? levels.at(-1)! : 1]); // more than one, else null
  const rank = Math.ceil(share * (windows + 1));
  if (levels.length < 2 || windows < fewestWindows || rank > windows) return null;
  return Array.from({ length: horizon }, (_, ahead) => {
    const outside = Float64Array.from({ length: windows }, (__, window) => {
      const i = window * horizon + ahead;
      const [low, high] = [values[i * levels.length]!, values[(i + 1) * levels.length - 1]!]; // one for each value and level
      return Math.max(edges.low ? low - targets[i]! : -Infinity, edges.high ? targets[i]! - high : -Infinity); // as above
    }).toSorted();
    return outside[rank - 1]!; // rank <= windows
  });
}

export interface JudgedQuantiles {
  /** Ascending. */
  readonly levels: readonly number[];
  /** [window, step ahead, level] */
  readonly values: ArrayLike<number>;
  readonly spreads: readonly RuleSpread[];
}

interface Judged {
  /** [window, step ahead], the mean pinball loss over the levels. */
  readonly losses: Float64Array;
  /** [window, step ahead], whether it is between the lowest and the highest level. */
  readonly inside: Float64Array;
  readonly width: number;
}

/** @param targets [window, step ahead], as are the baselines. `units` are the blocks of time of each value. */
export function judgeQuantiles(
  { levels, values, spreads }: JudgedQuantiles,
  targets: Float64Array,
  horizon: number,
  baselines: readonly BaselineForecast[],
  units: Units,
  seed: number,
): QuantileEvaluation {
  const said = (i: number, k: number) => values[i * levels.length + k]!; // one for each value and level
  const model = judge(targets, levels, said);
  const rivals = spreads.flatMap(({ rule, added }): RivalBand[] => {
    const rival = baselines.find((known) => known.rule === rule);
    if (!rival) return [];
    const around = (i: number, k: number) => rival.values[i]! + added[i % horizon]![k]!; // one for each value, step and level
    const { losses, inside, width } = judge(targets, levels, around);
    const lead = byBlocks(
      losses.map((loss, i) => loss - model.losses[i]!), // the same windows
      units,
      seed,
    );
    return [{ rule, pinball: meanOf(losses), covered: meanOf(inside), width, ...(lead ? { lead } : {}) }];
  });
  const band = levels.length > 1 ? bandOf(model, levels, horizon, units, seed) : null;
  return {
    pinball: meanOf(model.losses),
    levels: levels.map((level, k) => ({
      level,
      below: meanOf(targets.map((truth, i) => Number(truth <= said(i, k)))),
      pinball: meanOf(targets.map((truth, i) => pinball(level, truth, said(i, k)))),
    })),
    ...(band ? { band } : {}),
    rivals,
  };
}

function judge(
  targets: Float64Array,
  levels: readonly number[],
  said: (value: number, level: number) => number,
): Judged {
  const last = levels.length - 1;
  let width = 0;
  const inside = new Float64Array(targets.length);
  const losses = targets.map((truth, i) => {
    const [low, high] = [said(i, 0), said(i, last)];
    inside[i] = Number(truth >= low && truth <= high);
    width += high - low;
    return levels.reduce((sum, level, k) => sum + pinball(level, truth, said(i, k)), 0) / levels.length;
  });
  return { losses, inside, width: width / targets.length };
}

function bandOf(
  { inside, width }: Judged,
  levels: readonly number[],
  horizon: number,
  units: Units,
  seed: number,
): BandScores {
  const interval = byBlocks(inside, units, seed);
  return {
    nominal: nominalOf(levels),
    covered: meanOf(inside),
    ...(interval ? { interval } : {}),
    width,
    coveredByStep: Array.from({ length: horizon }, (_, ahead) =>
      meanOf(inside.filter((__, i) => i % horizon === ahead)),
    ),
  };
}

/** [window, step ahead], the highest level. */
export function highestOf({ levels, values }: Pick<JudgedQuantiles, "levels" | "values">): Float64Array {
  const last = levels.length - 1;
  return Float64Array.from({ length: values.length / levels.length }, (_, i) => values[i * levels.length + last]!); // one for each value and level
}

/** Interval of a mean over blocks of time. */
function byBlocks(values: Float64Array, units: Units, seed: number): Interval | undefined {
  const interval = leadInterval(values, units, seed);
  return interval && { ...interval, method: "block-bootstrap" };
}

/** How often the truth is meant to be between the lowest and the highest level. */
export function nominalOf(levels: readonly number[]): number {
  // Levels have few digits: 0.9 − 0.1 is 0.8.
  return Number(((levels.at(-1) ?? 0) - (levels[0] ?? 0)).toFixed(6));
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** What is kept of a forecast beside its model, and what it is watched by while it learns. */
import type { ForecastMemory, LearnedRules, QuantileMemory } from "../../core/forecast";
import type { Levels } from "../../core/forecast-outputs";
import { inBreaths } from "../../core/work";
import { applyRules } from "../../metrics/forecast-baselines";
import { highestOf, learnMargins, learnSpreads } from "../../metrics/quantiles";
import { learnReserves } from "../../metrics/reserve";
import { valueDays } from "../../metrics/value-days";
import { valuesToCome } from "../../preprocessing/windows/window-columns";
import type { WindowHistory } from "../../preprocessing/windows/window-history";
import type { Judgement } from "./judge";
import { bandOf, rulesOf } from "./judge-forecast";

/** Training windows that the spread of a rule's errors is learned from, give or take those of the same time. */
const mostSpread = 20_000;

type Said = Pick<Judgement, "targets" | "outputs" | "quantiles">;

/** @param onValidation null without validation windows: then there are no reserves. `levels` are those of the quantiles that the model says. */
export async function rememberForecast(
  history: WindowHistory,
  onValidation: Said | null,
  levels?: Levels,
): Promise<ForecastMemory> {
  const { series, unit } = history;
  if (!unit) throw new Error("a forecast looks back at its own past");
  const rules = await inBreaths(rulesOf(history));
  const quantiles = levels && learnQuantiles(history, rules, onValidation, levels);
  return {
    ...unit,
    step: series.step,
    rules,
    reserves: onValidation ? reservesOf(history, onValidation, quantiles) : [],
    ...(quantiles ? { quantiles } : {}),
  };
}

/** The model's margins and the spreads of the rules from the same validation windows; where these are too few, spreads from training windows, on which some rules have learned. */
function learnQuantiles(
  history: WindowHistory,
  rules: LearnedRules,
  onValidation: Said | null,
  levels: Levels,
): QuantileMemory {
  const { values, horizon } = history;
  const said = onValidation?.quantiles;
  const margins = onValidation && said ? learnMargins(onValidation.targets, said.data, horizon, levels) : null;
  const ends = margins ? history.ends.validation : laterOf(history);
  const spreads = learnSpreads(
    applyRules(rules, history, ends),
    valuesToCome(values, ends, horizon).data,
    horizon,
    levels,
  );
  return { levels, spreads, ...(margins ? { margins } : {}) };
}

function reservesOf(
  history: WindowHistory,
  { targets, outputs, quantiles }: Said,
  learned: QuantileMemory | undefined,
) {
  const { horizon, ends } = history;
  const said =
    learned && quantiles
      ? highestOf({ levels: learned.levels, values: bandOf(quantiles, learned).data })
      : outputs.data;
  return learnReserves({ targets, said, horizon, days: valueDays(history, ends.validation) });
}

/** The training windows of the later half by time, in which every rule has enough to look back at, and of more than twenty thousand the latest. */
function laterOf({ ends: { train }, series: { times } }: WindowHistory): Uint32Array {
  const ordered = Float64Array.from(train, (end) => times[end]!).toSorted(); // a place
  const from = ordered[Math.max(Math.floor(ordered.length / 2), ordered.length - mostSpread)] ?? 0;
  return train.filter((end) => times[end]! >= from); // a place
}

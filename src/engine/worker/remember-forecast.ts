/** What is kept of a forecast beside its model, and what it is watched by while it learns. */
import type { ForecastMemory } from "../../core/forecast";
import { widenBand, type Levels } from "../../core/forecast-outputs";
import { inBreaths } from "../../core/work";
import { applyRules } from "../../metrics/forecast-baselines";
import { highestOf, learnMargins, learnSpreads } from "../../metrics/quantiles";
import { learnReserves } from "../../metrics/reserve";
import { valueDays } from "../../metrics/value-days";
import { valuesToCome } from "../../preprocessing/windows/window-columns";
import type { WindowHistory } from "../../preprocessing/windows/window-history";
import type { Judgement } from "./judge";
import { rulesOf } from "./judge-forecast";

/** Windows that the spread of a rule's errors is learned from. */
const mostSpread = 20_000;

/** @param onValidation null without validation windows: then there are no reserves. `levels` are those of the quantiles that the model says. */
export async function rememberForecast(
  history: WindowHistory,
  onValidation: Judgement | null,
  levels?: Levels,
): Promise<ForecastMemory> {
  const { series, unit, horizon, values } = history;
  if (!unit) throw new Error("a forecast looks back at its own past");
  const rules = await inBreaths(rulesOf(history));
  const ends = laterOf(history.ends.train);
  const spreads =
    levels && learnSpreads(applyRules(rules, history, ends), valuesToCome(values, ends, horizon).data, horizon, levels);
  const said = onValidation?.quantiles;
  const margins = levels && said ? learnMargins(onValidation.targets, said.data, horizon, levels) : null;
  const widened =
    onValidation && said && margins ? { ...onValidation, quantiles: widenBand(said, margins) } : onValidation;
  return {
    ...unit,
    step: series.step,
    rules,
    reserves: widened ? reservesOf(history, widened, levels) : [],
    ...(levels && spreads ? { quantiles: { levels, spreads, ...(margins ? { margins } : {}) } } : {}),
  };
}

function reservesOf(history: WindowHistory, { targets, outputs, quantiles }: Judgement, levels: Levels | undefined) {
  const { horizon, ends } = history;
  const said = levels && quantiles ? highestOf({ levels, values: quantiles.data }) : outputs.data;
  return learnReserves({ targets, said, horizon, days: valueDays(history, ends.validation) });
}

/** The second half, in which every rule has enough to look back at, and of more than twenty thousand the last ones. */
function laterOf(ends: Uint32Array): Uint32Array {
  return ends.subarray(Math.max(Math.floor(ends.length / 2), ends.length - mostSpread));
}

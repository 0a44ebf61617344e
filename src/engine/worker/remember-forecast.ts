/** What is kept of a forecast beside its model, and what it is watched by while it learns. */
import type { ForecastMemory } from "../../core/forecast";
import { inBreaths } from "../../core/work";
import { learnReserves } from "../../metrics/reserve";
import type { WindowHistory } from "../../preprocessing/windows/window-history";
import type { Judgement } from "./judge";
import { rulesOf } from "./judge-forecast";

/** @param onValidation null without validation windows: then there are no reserves. */
export async function rememberForecast(
  history: WindowHistory,
  onValidation: Judgement | null,
): Promise<ForecastMemory> {
  const { series, unit, horizon } = history;
  if (!unit) throw new Error("a forecast looks back at its own past");
  return {
    ...unit,
    step: series.step,
    rules: await inBreaths(rulesOf(history)),
    reserves: onValidation ? learnReserves(onValidation.targets, onValidation.outputs.data, horizon) : [],
  };
}

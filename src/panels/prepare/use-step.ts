import { useMemo } from "react";
import type { DatasetInfo } from "../../core/dataset";
import type { SeriesFacts } from "../../core/forecast";
import { likelyStep, type SeriesQuestion } from "./forecast-question";

export interface AskedSeries {
  readonly dataset: DatasetInfo;
  readonly task: SeriesQuestion;
  /** What was found of the series, where that is known. */
  readonly facts: SeriesFacts | null;
}

/** The regular step, as found or as a summary tells it. */
export function useStep({ dataset, task, facts }: AskedSeries) {
  return useMemo(() => {
    if (facts) return facts;
    const time = dataset.columns.find(({ name, kind }) => name === task.window.time && kind === "time");
    return { step: time ? likelyStep(dataset, time, 1) : null, isDated: time !== undefined };
  }, [dataset, task.window.time, facts]);
}

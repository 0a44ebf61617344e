import type { Dataset } from "../../core/dataset";
import type { Work } from "../../core/work";
import { prepare, rehearse, type Prepared, type Rehearsal } from "../../preprocessing/build-samples";
import { prepareWindows } from "../../preprocessing/windows/prepare-windows";
import type { Resolution } from "./resolve";

type Asked = Pick<Resolution, "question" | "targets" | "split">;

/** Windows of a series for a forecast, else rows. */
export function* prepareAny(dataset: Dataset, { question, targets, split }: Asked): Work<Prepared> {
  const { task } = question;
  if (task.kind === "forecasting") return yield* prepareWindows(dataset, { ...question, task }, split);
  return yield* prepare(dataset, question, targets, split);
}

/** What a preview shows of the same. */
export function* rehearseAny(dataset: Dataset, asked: Asked): Work<Rehearsal> {
  if (asked.question.task.kind !== "forecasting") {
    return yield* rehearse(dataset, asked.question, asked.targets, asked.split);
  }
  const { categories, pipeline, effects, train, validation, test } = yield* prepareAny(dataset, asked);
  return {
    ...{ categories, pipeline, effects },
    rowCount: train.rows.length + (validation?.rows.length ?? 0) + test.rows.length,
    first: { row: train.rows[0]!, inputs: train.inputs.data.subarray(0, pipeline.features.length) }, // not empty
  };
}

import type { Dataset } from "../../core/dataset";
import type { Work } from "../../core/work";
import { prepare, rehearse, type Prepared, type Rehearsal } from "../../preprocessing/build-samples";
import { prepareGeneration } from "../../preprocessing/generation/prepare-generation";
import { prepareWindows } from "../../preprocessing/windows/prepare-windows";
import { prepareWords, rehearseWords } from "../../preprocessing/words/prepare-words";
import type { Resolution } from "./resolve";

type Asked = Pick<Resolution, "question" | "targets" | "split">;

/** Windows of a series for a forecast, windows of texts for a generation, texts for vectors of words, else rows. */
export function* prepareAny(dataset: Dataset, { question, targets, split }: Asked): Work<Prepared> {
  const { task } = question;
  if (task.kind === "generation") return yield* prepareGeneration(dataset, { ...question, task }, split);
  if (task.kind === "forecasting") return yield* prepareWindows(dataset, { ...question, task }, split);
  if (task.kind === "embedding") return yield* prepareWords(dataset, question, split);
  return yield* prepare(dataset, question, targets, split);
}

/** What a preview shows of the same. */
export function* rehearseAny(dataset: Dataset, asked: Asked): Work<Rehearsal> {
  if (asked.question.task.kind === "embedding") return yield* rehearseWords(dataset, asked.question, asked.split);
  const { kind } = asked.question.task;
  if (kind !== "forecasting" && kind !== "generation") {
    return yield* rehearse(dataset, asked.question, asked.targets, asked.split);
  }
  const { categories, pipeline, effects, train, validation, test, texts } = yield* prepareAny(dataset, asked);
  const counts = texts
    ? [texts.train, texts.validation, texts.test].map(({ length }) => length)
    : [train.rows.length, validation?.rows.length ?? 0, test.rows.length];
  // The numbers of tokens are none that one could read.
  const shown = texts ? 0 : pipeline.features.length;
  return {
    ...{ categories, pipeline, effects },
    rowCount: counts.reduce((sum, count) => sum + count, 0),
    first: { row: train.rows[0]!, inputs: train.inputs.data.subarray(0, shown) }, // not empty
  };
}

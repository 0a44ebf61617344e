import { sizeOf } from "../../core/block";
import type { Dataset } from "../../core/dataset";
import { givesWindowsBack, isOfSeries, isWindowed } from "../../core/task";
import type { SeriesFacts } from "../../core/forecast";
import type { Series } from "../../core/series";
import type { Work } from "../../core/work";
import { prepare, rehearse, type Prepared, type Rehearsal } from "../../preprocessing/build-samples";
import { preparePairs } from "../../preprocessing/generation/prepare-pairs";
import { prepareGeneration } from "../../preprocessing/generation/prepare-generation";
import { prepareGivenWindows } from "../../preprocessing/windows/give-windows-back";
import { prepareWindows } from "../../preprocessing/windows/prepare-windows";
import { prepareWords, rehearseWords } from "../../preprocessing/words/prepare-words";
import type { Resolution } from "./resolve";

type Asked = Pick<Resolution, "question" | "targets" | "split">;

/** Windows of a series where the task looks back over them or gives them back, windows of texts for a generation, texts for vectors of words, else rows. */
export function* prepareAny(dataset: Dataset, { question, targets, split }: Asked): Work<Prepared> {
  const { task } = question;
  if (task.kind === "generation") {
    const asked = { ...question, task };
    if (task.source !== undefined) return yield* preparePairs(dataset, asked, task.source, split);
    return yield* prepareGeneration(dataset, asked, split);
  }
  if (isWindowed(task)) return yield* prepareWindows(dataset, { ...question, task }, targets, split);
  if (givesWindowsBack(task)) return yield* prepareGivenWindows(dataset, { ...question, task }, targets, split);
  if (task.kind === "embedding") return yield* prepareWords(dataset, question, split);
  return yield* prepare(dataset, question, targets, split);
}

/** What a preview shows of the same. */
export function* rehearseAny(dataset: Dataset, asked: Asked): Work<Rehearsal> {
  if (asked.question.task.kind === "embedding") return yield* rehearseWords(dataset, asked.question, asked.split);
  const { task } = asked.question;
  if (!isOfSeries(task) && task.kind !== "generation") {
    return yield* rehearse(dataset, asked.question, asked.targets, asked.split);
  }
  const { categories, pipeline, effects, train, validation, test, texts, windows } = yield* prepareAny(dataset, asked);
  const counts = texts
    ? [texts.train, texts.validation, texts.test].map(({ length }) => length)
    : [train.rows.length, validation?.rows.length ?? 0, test.rows.length];
  const size = sizeOf(train.inputs.shape.slice(1));
  // Of steps one after the other the last, which is now; of a text all its tokens.
  const shown = pipeline.features.length;
  return {
    ...{ categories, pipeline, effects },
    ...(windows ? { series: factsOf(windows.series) } : {}),
    rowCount: counts.reduce((sum, count) => sum + count, 0),
    first: { row: train.rows[0]!, inputs: train.inputs.data.subarray(size - shown, size) }, // not empty
  };
}

function factsOf({ step, isDated, names }: Series): SeriesFacts {
  return { step, isDated, count: names.length };
}

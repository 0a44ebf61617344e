/** A model of a language on texts that it has not seen, beside pairs of tokens. */
import type { TextColumn } from "../../core/column";
import { textAt } from "../../core/column-values";
import { breathe } from "../../core/breathe";
import type { Dataset } from "../../core/dataset";
import type { FittedModel } from "../../core/estimator";
import { findColumn } from "../../core/find-column";
import { groupCodes } from "../../core/group-codes";
import type { Evaluation } from "../../core/metrics";
import type { Cases, Run } from "../../core/run";
import type { Samples } from "../../core/samples";
import type { GenerationTask } from "../../core/task";
import { learnBigram, type Bigram } from "../../metrics/bigram";
import { evaluateGeneration, type ForetoldTexts } from "../../metrics/evaluate-generation";
import type { PreparedTexts } from "../../preprocessing/generation/prepare-generation";
import { endToken } from "../../preprocessing/generation/text-coder";

export interface GenerationQuestion {
  readonly dataset: Dataset;
  readonly task: GenerationTask;
  readonly groupBy: string | undefined;
  readonly seed: number;
}

export interface JudgedTexts {
  readonly evaluation: NonNullable<Run["evaluation"]> | undefined;
  readonly cases: { readonly test: Cases; readonly validation: Cases | null };
}

export async function judgeGeneration(
  model: FittedModel,
  prepared: PreparedTexts,
  question: GenerationQuestion,
): Promise<JudgedTexts> {
  const { train, validation, test } = prepared;
  // All but what fills up and a start may come next.
  const outcomes = (train.vocabularySize ?? 0) - (endToken - 1);
  const bigram = learnBigram(train.inputs.data, train.targets.data, outcomes);
  const onTest = await judgeTexts(model, bigram, test, question);
  const onValidation = validation && (await judgeTexts(model, bigram, validation, question));
  return {
    evaluation: onTest.evaluation
      ? { test: onTest.evaluation, validation: onValidation?.evaluation ?? null }
      : undefined,
    cases: { test: onTest.cases, validation: onValidation?.cases ?? null },
  };
}

async function judgeTexts(
  model: FittedModel,
  bigram: Bigram,
  { inputs, targets, rows }: Samples,
  { dataset, task, groupBy, seed }: GenerationQuestion,
): Promise<{ readonly evaluation: Evaluation | null; readonly cases: Cases }> {
  if (!model.surprisal) throw new Error("the model foretells no tokens");
  const nats = await model.surprisal(inputs, targets);
  await breathe();
  const placeOf = new Map([...new Set(rows)].map((row, place) => [row, place]));
  const texts = Uint32Array.from(placeOf.keys());
  const column = findColumn(dataset.columns, task.text) as TextColumn; // prepareGeneration has looked
  const totals: ForetoldTexts = {
    nats: new Float64Array(texts.length),
    baselineNats: new Float64Array(texts.length),
    tokens: new Float64Array(texts.length),
    characters: Float64Array.from(texts, (row) => Math.max(1, Array.from(textAt(column, row)).length)),
  };
  const [, steps = 1] = inputs.shape;
  for (let i = 0; i < targets.data.length; i++) {
    const next = targets.data[i]!; // i < length
    if (next === 0) continue;
    const place = placeOf.get(rows[Math.floor(i / steps)]!)!; // one for each window
    totals.nats[place]! += nats.data[i]!; // aligned with the targets; a place, as below
    totals.baselineNats[place]! -= Math.log(bigram.probability(inputs.data[i]!, next)); // aligned
    totals.tokens[place]! += 1;
  }
  const by = groupBy === undefined ? null : findColumn(dataset.columns, groupBy);
  const groups = by ? groupCodes(by, texts).codes : null;
  const cases: Cases = {
    rows: texts,
    actual: totals.tokens,
    predicted: totals.nats.map((sum, i) => sum / Math.LN2 / totals.tokens[i]!), // one for each text
    probabilities: new Float64Array(0),
    categories: [],
  };
  if (texts.length === 0) return { evaluation: null, cases };
  return { evaluation: evaluateGeneration({ ...totals, groups, unit: groupBy ?? "rows", seed }), cases };
}

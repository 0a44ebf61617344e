/** A model of a language on texts that it has not seen, beside pairs of tokens. */
import type { TextColumn } from "../../core/column";
import { textAt } from "../../core/column-values";
import { breathe } from "../../core/breathe";
import type { Dataset } from "../../core/dataset";
import type { FittedModel } from "../../core/estimator";
import { findColumn } from "../../core/find-column";
import { groupCodes } from "../../core/group-codes";
import type { Evaluation } from "../../core/evaluation";
import type { Cases, Run } from "../../core/run";
import type { Samples } from "../../core/samples";
import type { GenerationTask } from "../../core/task";
import { learnBigram, type Bigram } from "../../metrics/bigram";
import { editDistance } from "../../metrics/edit-distance";
import {
  evaluateGeneration,
  type ForetoldTexts,
  type Turned,
  type TurnedTexts,
} from "../../metrics/evaluate-generation";
import type { PreparedTexts } from "../../preprocessing/generation/prepare-generation";
import { coderOf, endToken, unknownToken, type TextCoder } from "../../preprocessing/generation/text-coder";
import { turnTexts } from "./turn-texts";

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
  const bigram = learnBigram(beforeEach(train), train.targets.data, outcomes);
  const asked = { ...question, coder: coderOf(prepared.pipeline), train };
  const onTest = await judgeTexts(model, bigram, test, asked);
  const onValidation = validation && (await judgeTexts(model, bigram, validation, asked));
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
  samples: Samples,
  asked: GenerationQuestion & { readonly coder: TextCoder; readonly train: Samples },
): Promise<{ readonly evaluation: Evaluation | null; readonly cases: Cases }> {
  const { inputs, targets, rows } = samples;
  const { dataset, task, groupBy, seed } = asked;
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
  const [, steps = 1] = targets.shape;
  const before = beforeEach(samples);
  for (let i = 0; i < targets.data.length; i++) {
    const next = targets.data[i]!; // i < length
    if (next === 0) continue;
    const place = placeOf.get(rows[Math.floor(i / steps)]!)!; // one for each window
    totals.nats[place]! += nats.data[i]!; // aligned with the targets; a place, as below
    totals.baselineNats[place]! -= Math.log(bigram.probability(before[i]!, next)); // aligned
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
  const turned = samples.sourceSteps === undefined ? {} : { turned: await turnedTexts(model, samples, asked) };
  return { evaluation: evaluateGeneration({ ...totals, ...turned, groups, unit: groupBy ?? "rows", seed }), cases };
}

/** The token before each that is asked for, aligned with the targets. */
function beforeEach({ inputs, targets, sourceSteps = 0 }: Samples): ArrayLike<number> {
  if (sourceSteps === 0) return inputs.data;
  const [, width = 1] = inputs.shape;
  const [, steps = 1] = targets.shape;
  return Float64Array.from(targets.data, (_, i) => {
    return inputs.data[Math.floor(i / steps) * width + sourceSteps + (i % steps)]!; // in the row of the target
  });
}

/** How exactly texts are written: by the model, and by the better of two rules that need none. */
async function turnedTexts(
  model: FittedModel,
  samples: Samples,
  { coder, train }: { readonly coder: TextCoder; readonly train: Samples },
): Promise<TurnedTexts> {
  const textOf = (tokens: readonly number[]) => tokens.map(coder.piece).join("");
  const wanted = targetTexts(samples).map(textOf);
  const written = (await turnTexts(model.predict, samples.inputs, coder)).map(textOf);
  const counts = new Map<string, number>();
  for (const text of targetTexts(train).map(textOf)) counts.set(text, (counts.get(text) ?? 0) + 1);
  const [[usual] = [""]] = [...counts].toSorted(([, a], [, b]) => b - a);
  const [, width = 1] = samples.inputs.shape;
  const sources = wanted.map((_, row) => {
    const source = Array.from(samples.inputs.data.subarray(row * width, row * width + coder.sourceSteps));
    return textOf(source.filter((token) => token !== 0));
  });
  await breathe();
  const turned = (texts: readonly string[]): Turned => ({
    exact: Float64Array.from(wanted, (text, row) => Number(texts[row] === text)),
    edits: Float64Array.from(wanted, (text, row) => editDistance(texts[row] ?? "", text)),
  });
  const share = ({ exact }: Turned) => exact.reduce((sum, one) => sum + one, 0);
  const [copied, guessed] = [turned(sources), turned(wanted.map(() => usual))];
  const isCopied = share(copied) > share(guessed);
  return {
    model: turned(written),
    baseline: isCopied ? copied : guessed,
    rule: isCopied ? "copy" : "most-frequent",
  };
}

/** Of each row the tokens to come, without the end. */
function targetTexts({ targets: { data, shape } }: Samples): readonly (readonly number[])[] {
  const [count = 0, steps = 1] = shape;
  return Array.from({ length: count }, (_, row) =>
    Array.from(data.subarray(row * steps, (row + 1) * steps)).filter(
      (token) => token > endToken || token === unknownToken,
    ),
  );
}

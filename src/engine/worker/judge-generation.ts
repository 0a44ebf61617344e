/** A model of a language on texts that it has not seen, beside pairs of tokens. */
import type { TextColumn } from "../../core/column";
import { textAt } from "../../core/column-values";
import { breathe } from "../../core/breathe";
import type { Dataset } from "../../core/dataset";
import type { FittedModel } from "../../core/estimator";
import { findColumn } from "../../core/find-column";
import { groupCodes } from "../../core/group-codes";
import type { Evaluation } from "../../core/evaluation";
import { createRandom, permutation } from "../../core/random";
import type { Cases, Run } from "../../core/run";
import type { Samples } from "../../core/samples";
import type { GenerationTask } from "../../core/task";
import { inBreaths, type Work } from "../../core/work";
import { learnBigram, type Bigram } from "../../metrics/bigram";
import { editDistance } from "../../metrics/edit-distance";
import {
  evaluateGeneration,
  type ForetoldTexts,
  type Turned,
  type TurnedTexts,
} from "../../metrics/evaluate-generation";
import type { PreparedTexts } from "../../preprocessing/generation/prepare-generation";
import { coderOf, endToken, type TextCoder } from "../../preprocessing/generation/text-coder";
import { turnTexts } from "./turn-texts";

export interface GenerationQuestion {
  readonly dataset: Dataset;
  readonly task: GenerationTask;
  readonly groupBy: string | undefined;
  readonly seed: number;
  /** A stop leaves fewer texts that are written. */
  readonly signal: AbortSignal;
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

interface Asked extends GenerationQuestion {
  readonly coder: TextCoder;
  readonly train: Samples;
}

async function judgeTexts(
  model: FittedModel,
  bigram: Bigram,
  samples: Samples,
  asked: Asked,
): Promise<{ readonly evaluation: Evaluation | null; readonly cases: Cases }> {
  const { inputs, targets, rows } = samples;
  const { dataset, task, groupBy, seed } = asked;
  if (!model.surprisal) throw new Error("the model foretells no tokens");
  const nats = await model.surprisal(inputs, targets);
  await breathe();
  const placeOf = new Map([...new Set(rows)].map((row, place) => [row, place]));
  const texts = Uint32Array.from(placeOf.keys());
  const column = textColumn(dataset, task.text);
  const charactersAt = (row: number) => {
    const text = textAt(column, row);
    // Of a pair no more is asked for than is written; other texts go on in the next window.
    const pieces = samples.sourceSteps === undefined ? [text] : asked.coder.pieces(text).slice(0, asked.coder.length);
    return lengthOf(pieces.join(""));
  };
  const totals: ForetoldTexts = {
    nats: new Float64Array(texts.length),
    baselineNats: new Float64Array(texts.length),
    tokens: new Float64Array(texts.length),
    characters: Float64Array.from(await inBreaths(eachOf(texts, charactersAt))),
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

/** Texts are written one token after the other: of more than so many, some are drawn. */
const mostWritten = 1000;

/** How exactly texts are written: by the model, and by the better of two rules that need none. What is wanted and what is copied is whole, however long the model may write. */
async function turnedTexts(
  model: FittedModel,
  samples: Samples,
  { coder, train, dataset, task, seed, signal }: Asked,
): Promise<TurnedTexts> {
  const count = samples.rows.length;
  const drawn = permutation(count, createRandom(seed).fork("turn")).subarray(0, mostWritten);
  const tokens = await turnTexts(model.predict, samples.inputs, coder, drawn, signal);
  const written = tokens.map((own) => own.map(coder.piece).join(""));
  const places = drawn.subarray(0, written.length);
  const rows = places.map((place) => samples.rows[place]!); // one for each
  const textsOf = (name: string, of: Uint32Array) => {
    const column = textColumn(dataset, name);
    return inBreaths(eachOf(of, (row) => coder.pieces(textAt(column, row)).join("")));
  };
  const wanted = await textsOf(task.text, rows);
  const sources = await textsOf(task.source ?? task.text, rows);
  const usual = commonestOf(await textsOf(task.text, train.rows));
  const guesses = wanted.map(() => usual);
  const spread = (numbers: readonly number[]) => {
    const all = new Float64Array(count);
    places.forEach((place, at) => (all[place] = numbers[at]!)); // one for each, as the texts below
    return all;
  };
  const turned = async (texts: readonly string[]): Promise<Turned> => ({
    exact: spread(wanted.map((text, at) => Number(texts[at] === text))),
    edits: spread(await inBreaths(eachOf(wanted.keys(), (at) => editDistance(texts[at]!, wanted[at]!)))),
  });
  const hits = (texts: readonly string[]) => wanted.filter((text, at) => texts[at] === text).length;
  const isCopied = hits(sources) > hits(guesses);
  return {
    characters: spread(wanted.map(lengthOf)),
    model: await turned(written),
    baseline: await turned(isCopied ? sources : guesses),
    rule: isCopied ? "copy" : "most-frequent",
  };
}

function* eachOf<T>(places: Iterable<number>, read: (place: number) => T): Work<readonly T[]> {
  const all: T[] = [];
  for (const place of places) {
    all.push(read(place));
    yield;
  }
  return all;
}

function commonestOf(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const [[usual] = [""]] = [...counts].toSorted(([, a], [, b]) => b - a);
  return usual;
}

function textColumn(dataset: Dataset, name: string): TextColumn {
  return findColumn(dataset.columns, name) as TextColumn; // prepareGeneration has looked
}

/** In characters (code points); at least one, as it is divided by. */
function lengthOf(text: string): number {
  return Math.max(1, Array.from(text).length);
}

/** From texts to rows of tokens without an answer: what vectors of words are learned from. */
import { createBlock } from "../../core/block";
import { textAt } from "../../core/column-values";
import type { Dataset } from "../../core/dataset";
import { fail } from "../../core/failure";
import { findColumn } from "../../core/find-column";
import type { FittedPipeline } from "../../core/pipeline";
import { firstWordToken, type Samples } from "../../core/samples";
import type { Split, Subset } from "../../core/split";
import type { Work } from "../../core/work";
import type { TokenReader } from "../../core/words";
import type { Prepared, Question, Rehearsal } from "../build-samples";
import { takeFrame } from "../frame";
import { fitPipeline, transformFrame } from "../pipeline";
import { refuseStep } from "../step-spec";
import { readerOf, tokens, type TokenState } from "../steps/tokens";

/** A longer piece of text goes on in another row, as word2vec cuts its sentences. */
const longestRow = 1_000;
/** Texts between two yields. */
const textsAtOnce = 64;

/**
 * Learns the vocabulary from the training texts and numbers all texts in full: one that is longer than a row goes on in the next.
 * Throws what fitting the steps throws, `prepare/step` without the step “Tokens”, and `prepare/too-few-rows`.
 */
export function* prepareWords(dataset: Dataset, question: Question, split: Split): Work<Prepared> {
  const { pipeline, effects } = yield* fitSteps(dataset, question, split);
  const reader = wordsOf(dataset, question, pipeline);
  const samplesOf = function* (subset: Subset): Work<Samples> {
    const samples = yield* numberTexts(reader, split[subset], pipeline);
    if (samples.rows.length === 0) throw fail("prepare/too-few-rows", { subset, rows: 0 });
    return samples;
  };
  const train = yield* samplesOf("train");
  const validation = split.validation.length > 0 ? yield* samplesOf("validation") : null;
  const test = yield* samplesOf("test");
  const texts = { train: textsOf(train), validation: textsOf(validation), test: textsOf(test) };
  return { ...{ categories: [], pipeline, effects, groups: null }, train, validation, test, texts };
}

/** What a preview shows of the same. */
export function* rehearseWords(dataset: Dataset, question: Question, split: Split): Work<Rehearsal> {
  const { pipeline, effects, rowCount } = yield* fitSteps(dataset, question, split);
  const reader = wordsOf(dataset, question, pipeline);
  const { rows, inputs } = yield* numberTexts(reader, split.train, pipeline);
  const [row] = rows;
  if (row === undefined) throw fail("prepare/too-few-rows", { subset: "train", rows: 0 });
  const first = { row, inputs: inputs.data.subarray(0, inputs.shape[1]) };
  return { categories: [], pipeline, effects, rowCount, first };
}

function* fitSteps(dataset: Dataset, { features, pipeline: steps }: Question, split: Split) {
  const pipeline = yield* fitPipeline(dataset, features, steps, split.train);
  const rows = Uint32Array.from([...split.train, ...split.validation, ...split.test]);
  const frame = { ...takeFrame(dataset, features, rows), learnedRows: split.train.length };
  const { effects } = yield* transformFrame(pipeline, frame);
  return { pipeline, effects, rowCount: rows.length };
}

/** A long text has several rows. */
function textsOf(samples: Samples | null): Uint32Array<ArrayBuffer> {
  return Uint32Array.from(new Set(samples?.rows));
}

interface WordNumbers {
  /** The tokens of a data set row: a word's number, or −1 where the vocabulary does not have it. */
  numbersAt(row: number): readonly number[];
}

function wordsOf(dataset: Dataset, { task, features }: Question, { steps }: FittedPipeline): WordNumbers {
  const step = steps.find(({ kind }) => kind === tokens.kind);
  const [name] = features;
  const column = name === undefined ? null : findColumn(dataset.columns, name);
  if (!step || column?.kind !== "text") {
    throw refuseStep(tokens.label, {
      en: `the words of “${task.kind === "embedding" ? task.text : ""}” are read by this step, which is missing`,
      zh: "需要此步骤来读取文本中的词，但它不在流程中",
    });
  }
  const { vocabulary } = step.state as TokenState; // what the step's own fit gave
  const read: TokenReader = readerOf(step);
  const numberOf = new Map(vocabulary.map((word, place) => [word, place]));
  return { numbersAt: (row) => read(textAt(column, row)).map((word) => numberOf.get(word) ?? -1) };
}

/** Texts without a known word have no row. */
function* numberTexts(
  { numbersAt }: WordNumbers,
  rows: Uint32Array<ArrayBuffer>,
  { inputShape, features, vocabularySize = firstWordToken }: FittedPipeline,
): Work<Samples> {
  const length = Math.min(longestRow, Math.max(2, inputShape?.[0] ?? 2));
  const owners: number[] = [];
  const pieces: Float32Array[] = [];
  for (const [at, row] of rows.entries()) {
    const words = numbersAt(row).filter((word) => word >= 0);
    for (let from = 0; from < words.length; from += length) {
      pieces.push(Float32Array.from(words.slice(from, from + length), (word) => word + firstWordToken));
      owners.push(row);
    }
    if (at % textsAtOnce === textsAtOnce - 1) yield;
  }
  const inputs = new Float32Array(pieces.length * length);
  pieces.forEach((piece, i) => inputs.set(piece, i * length));
  return {
    inputs: createBlock(inputs, [pieces.length, length]),
    targets: createBlock(new Float64Array(pieces.length), [pieces.length]),
    ...{ features, vocabularySize },
    rows: Uint32Array.from(owners),
  };
}

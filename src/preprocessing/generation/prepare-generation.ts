/** From a column of texts to what a model of a language learns: at every step the token that comes next. */
import { createBlock, type Block } from "../../core/block";
import type { TextColumn } from "../../core/column";
import { textAt } from "../../core/column-values";
import type { Dataset } from "../../core/dataset";
import { fail } from "../../core/failure";
import { resolveFields } from "../../core/field";
import { findColumn } from "../../core/find-column";
import type { FittedStep, PipelineStep } from "../../core/pipeline";
import type { Samples } from "../../core/samples";
import { subsets, type Split, type Subset } from "../../core/split";
import type { GenerationTask } from "../../core/task";
import type { Work } from "../../core/work";
import type { Prepared, Question } from "../build-samples";
import { counted } from "../sentence";
import { quantileOf } from "../statistics";
import { tokens } from "../steps/tokens";
import { commonest, unknownShare, type Known } from "../text/vocabulary";
import { pieceReader, type Unit } from "./read-pieces";
import { createTextCoder, endToken, startToken, unknownToken, type CoderState, type TextCoder } from "./text-coder";

export interface PreparedTexts extends Prepared {
  /** A training sample may be a window of several. */
  readonly texts: Split;
}

export interface GenerationQuestion extends Question {
  readonly task: GenerationTask;
}

/** A window holds at most so many steps where its length is left open. */
const longestWindow = 256;
const mostNumbers = 2 ** 27;
const textsPerYield = 64;

/**
 * Inputs [window, step] are tokens, targets the token behind each; 0 where there is none. A text begins with a start and ends with an end. Longer texts
 * are cut into windows that follow one another, so that every token is asked for once. Training texts stand end to end, so that
 * windows are full; the start of a text is not asked for.
 * Throws `prepare/target-kind`, `prepare/too-few-rows`, `fit/setting`, `fit/memory`.
 */
export function* prepareGeneration(
  dataset: Dataset,
  { task, pipeline }: GenerationQuestion,
  split: Split,
): Work<PreparedTexts> {
  const column = findColumn(dataset.columns, task.text);
  if (column.kind !== "text")
    throw fail("prepare/target-kind", { target: column.name, kind: column.kind, task: task.kind });
  const asked = stepFor(task, pipeline);
  const state = yield* learn(column, split.train, asked);
  const step: FittedStep = { ...asked, state: { ...state } };
  const coder = createTextCoder(step, state);
  const tallies = { learned: { known: 0, all: 0 }, others: { known: 0, all: 0 } };
  const coded: Record<Subset, readonly (readonly number[])[]> = { train: [], validation: [], test: [] };
  for (const subset of subsets) {
    coded[subset] = yield* encode(column, split[subset], coder, subset === "train" ? tallies.learned : tallies.others);
  }
  const features = Array.from({ length: coder.length }, (_, step) => `${task.text}: ${step + 1}`);
  const of = (subset: Exclude<Subset, "train">) => ({ ...windowsOf(coded[subset], split[subset], coder), features });
  const train = { ...packedWindows(coded.train, split.train, coder), features };
  return {
    categories: [],
    pipeline: {
      steps: [step],
      features: train.features,
      inputShape: [coder.length],
      vocabularySize: coder.vocabularySize,
      inputColumns: [{ name: task.text, kind: "text", categories: [], range: null, typical: null }],
    },
    effects: [effectOf(task.text, step, state, tallies)],
    train,
    validation: split.validation.length > 0 ? of("validation") : null,
    test: of("test"),
    groups: null,
    texts: split,
  };
}

/** The step "tokens" that was asked for, with all of its settings. Throws `fit/setting`. */
export function stepFor({ text }: GenerationTask, pipeline: readonly PipelineStep[]): PipelineStep {
  const given = pipeline.find(({ kind }) => kind === tokens.kind);
  const { values, problems } = resolveFields(tokens.fields, given?.params ?? {});
  const [problem] = problems;
  if (!problem) return { kind: tokens.kind, columns: [text], params: values };
  throw fail("fit/setting", { setting: problem.field, reasonEn: problem.reason.en, reasonZh: problem.reason.zh });
}

function* learn(column: TextColumn, rows: Uint32Array, { params }: PipelineStep): Work<CoderState> {
  const read = pieceReader(params["unit"] as Unit, params["lowerCase"] === true); // checked against the field
  const counts = new Map<string, number>();
  const lengths = new Float64Array(rows.length);
  for (const [at, row] of rows.entries()) {
    if (at % textsPerYield === textsPerYield - 1) yield;
    const pieces = read(textAt(column, row));
    lengths[at] = pieces.length + 1;
    for (const piece of pieces) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  }
  const usual = Math.min(longestWindow, Math.ceil(quantileOf(lengths.sort(), 0.95)));
  return {
    vocabulary: commonest(counts, Number(params["vocabulary"]), Number(params["minimumCount"])),
    length: Number(params["length"]) || Math.max(2, usual),
  };
}

/** Each text between its start and its end. */
function* encode(
  column: TextColumn,
  rows: Uint32Array,
  coder: TextCoder,
  tally: Known,
): Work<readonly (readonly number[])[]> {
  const texts: (readonly number[])[] = [];
  for (const [at, row] of rows.entries()) {
    if (at % textsPerYield === textsPerYield - 1) yield;
    const codes = coder.encode(textAt(column, row));
    tally.all += codes.length;
    for (const code of codes) if (code !== unknownToken) tally.known++;
    texts.push([startToken, ...codes, endToken]);
  }
  return texts;
}

/** The windows of each text, the last one filled up. */
function windowsOf(
  texts: readonly (readonly number[])[],
  rows: Uint32Array,
  { length, vocabularySize }: Pick<TextCoder, "length" | "vocabularySize">,
): WindowSamples {
  const counts = texts.map((text) => Math.ceil((text.length - 1) / length));
  const windows = emptyWindows(
    counts.reduce((sum, count) => sum + count, 0),
    length,
  );
  const owners: number[] = [];
  texts.forEach((text, i) => {
    for (let from = 0; from < text.length - 1; from += length) {
      fillWindow(windows, owners.length, text, from);
      owners.push(rows[i]!); // one for each text
    }
  });
  return samplesOf(windows, Uint32Array.from(owners), vocabularySize);
}

/** The texts end to end in windows that are full; the last one begins early enough to be, where there is enough. */
function packedWindows(texts: readonly (readonly number[])[], rows: Uint32Array, coder: TextCoder): WindowSamples {
  const { length, vocabularySize } = coder;
  const all: number[] = [];
  const ownerAt: number[] = [];
  texts.forEach((text, i) => {
    for (const token of text) {
      all.push(token);
      ownerAt.push(rows[i]!); // one for each text
    }
  });
  const count = Math.max(1, Math.ceil((all.length - 1) / length));
  const windows = emptyWindows(count, length);
  for (let window = 0; window < count; window++) fillWindow(windows, window, all, window * length);
  const owners = Uint32Array.from({ length: count }, (_, window) => ownerAt[window * length] ?? 0);
  return samplesOf(windows, owners, vocabularySize);
}

type WindowSamples = Omit<Samples, "features">;

interface Windows {
  readonly inputs: Block;
  readonly targets: Block;
}

function emptyWindows(count: number, length: number): Windows {
  if (count * length > mostNumbers) {
    throw fail("fit/memory", { neededMb: Math.ceil((8 * count * length) / 1e6), limitMb: (8 * mostNumbers) / 1e6 });
  }
  return {
    inputs: createBlock(new Float32Array(count * length), [count, length]),
    targets: createBlock(new Float64Array(count * length), [count, length]),
  };
}

/** The tokens from `from` on, as many as a window has, and the ones behind them; a start is not asked for. */
function fillWindow({ inputs, targets }: Windows, window: number, text: readonly number[], from: number): void {
  const [, length = 0] = inputs.shape;
  for (let step = 0; step < length && from + step + 1 < text.length; step++) {
    inputs.data[window * length + step] = text[from + step]!; // within the text, as the next
    const target = text[from + step + 1]!;
    targets.data[window * length + step] = target === startToken ? 0 : target;
  }
}

function samplesOf(windows: Windows, rows: Uint32Array<ArrayBuffer>, vocabularySize: number): WindowSamples {
  return { ...windows, rows, vocabularySize, foretells: true };
}

function effectOf(
  name: string,
  { kind, params }: PipelineStep,
  { vocabulary, length }: CoderState,
  { learned, others }: { readonly learned: Known; readonly others: Known },
): PreparedTexts["effects"][number] {
  const isWord = params["unit"] === "word";
  const share = unknownShare(others) ?? unknownShare(learned) ?? "0 %";
  const size = { en: counted(vocabulary.length, isWord ? "word" : "character", isWord ? "words" : "characters") };
  const unit = isWord ? { en: "words", zh: "词" } : { en: "characters", zh: "字符" };
  const all = learned.all + others.all;
  return {
    ...{ kind, changed: 0, droppedRows: 0, columnsBefore: 1, columnsAfter: 1 },
    message: {
      en: `“${name}” is read as ${all} ${unit.en}, ${size.en} of them different and known; ${share} of those in texts not learned from are unknown. At each of the ${length} steps of a window the next one is asked for.`,
      zh: `“${name}”共读作 ${all} 个${unit.zh}，其中已知的不同${unit.zh}有 ${vocabulary.length} 个；未用于训练的文本中 ${share} 为未知。窗口长 ${length} 步，每一步都预测下一个${unit.zh}。`,
    },
  };
}

/** From two columns of texts to what a model learns that turns one into the other: at every step the token that comes next. */
import { createBlock } from "../../core/block";
import type { TextColumn } from "../../core/column";
import { textAt } from "../../core/column-values";
import type { Dataset } from "../../core/dataset";
import { fail } from "../../core/failure";
import { findColumn } from "../../core/find-column";
import type { FittedStep } from "../../core/pipeline";
import type { Samples } from "../../core/samples";
import type { Split } from "../../core/split";
import type { GenerationTask } from "../../core/task";
import type { Work } from "../../core/work";
import { commonest, unknownShare, type Known } from "../text/vocabulary";
import type { GenerationQuestion, PreparedTexts } from "./prepare-generation";
import { stepFor } from "./prepare-generation";
import { pieceReader, type Unit } from "./read-pieces";
import { createTextCoder, endToken, startToken, unknownToken, type CoderState, type TextCoder } from "./text-coder";

const longestText = 512;
const textsPerYield = 64;

/**
 * Inputs [row, source + step] are the tokens of the source, filled up, then a start and those of the text; targets [row, step] the token behind each.
 * The vocabulary is that of both columns. Throws as `prepareGeneration`.
 */
export function* preparePairs(
  dataset: Dataset,
  { task, pipeline }: GenerationQuestion,
  source: string,
  split: Split,
): Work<PreparedTexts> {
  const [from, to] = [textColumn(dataset, source, task), textColumn(dataset, task.text, task)];
  const asked = { ...stepFor(task, pipeline), columns: [source, task.text] };
  const read = pieceReader(asked.params["unit"] as Unit, asked.params["lowerCase"] === true); // checked against the field
  const counts = new Map<string, number>();
  const longest = [1, 1];
  for (const [at, row] of split.train.entries()) {
    if (at % textsPerYield === textsPerYield - 1) yield;
    for (const [side, column] of [from, to].entries()) {
      const pieces = read(textAt(column, row));
      longest[side] = Math.max(longest[side]!, pieces.length + side); // one of two; the text has an end
      for (const piece of pieces) counts.set(piece, (counts.get(piece) ?? 0) + 1);
    }
  }
  const most = Number(asked.params["length"]) || longestText;
  const state: CoderState = {
    vocabulary: commonest(counts, Number(asked.params["vocabulary"]), Number(asked.params["minimumCount"])),
    length: Math.min(most, longest[1]!), // one of two, as below
    sourceSteps: Math.min(most, longest[0]!),
  };
  const step: FittedStep = { ...asked, state: { ...state } };
  const coder = createTextCoder(step, state);
  const tallies = { learned: { known: 0, all: 0 }, others: { known: 0, all: 0 } };
  const features = [
    ...Array.from({ length: coder.sourceSteps }, (_, at) => `${source}: ${at + 1}`),
    ...Array.from({ length: coder.length }, (_, at) => `${task.text}: ${at + 1}`),
  ];
  const samples = (rows: Uint32Array<ArrayBuffer>, tally: Known) => pairsOf(from, to, rows, coder, tally, features);
  const train = samples(split.train, tallies.learned);
  yield;
  const share = () => unknownShare(tallies.others) ?? unknownShare(tallies.learned) ?? "0 %";
  const prepared = {
    categories: [],
    pipeline: {
      steps: [step],
      features,
      inputShape: [coder.sourceSteps + coder.length],
      vocabularySize: coder.vocabularySize,
      inputColumns: [source, task.text].map((name) => ({
        ...{ name, kind: "text" as const, categories: [], range: null, typical: null },
      })),
    },
    train,
    validation: split.validation.length > 0 ? samples(split.validation, tallies.others) : null,
    test: samples(split.test, tallies.others),
    groups: null,
    texts: split,
  };
  const { vocabulary, length, sourceSteps } = state;
  return {
    ...prepared,
    effects: [
      {
        ...{ kind: step.kind, changed: 0, droppedRows: 0, columnsBefore: 2, columnsAfter: 2 },
        message: {
          en: `“${source}” is read in ${sourceSteps} steps and “${task.text}” written in ${length}, with ${vocabulary.length} different tokens; ${share()} of those in texts not learned from are unknown.`,
          zh: `“${source}”用 ${sourceSteps} 步读入，“${task.text}”用 ${length} 步写出，共 ${vocabulary.length} 种词元；未用于训练的文本中 ${share()} 为未知。`,
        },
      },
    ],
  };
}

function textColumn(dataset: Dataset, name: string, { kind }: GenerationTask): TextColumn {
  const column = findColumn(dataset.columns, name);
  if (column.kind === "text") return column;
  throw fail("prepare/target-kind", { target: column.name, kind: column.kind, task: kind });
}

function pairsOf(
  from: TextColumn,
  to: TextColumn,
  rows: Uint32Array<ArrayBuffer>,
  coder: TextCoder,
  tally: Known,
  features: readonly string[],
): Samples {
  const { sourceSteps, length, vocabularySize } = coder;
  const width = sourceSteps + length;
  const inputs = new Float32Array(rows.length * width);
  const targets = new Float64Array(rows.length * length);
  rows.forEach((row, i) => {
    const source = coder.encode(textAt(from, row));
    const text = coder.encode(textAt(to, row));
    for (const token of [...source, ...text]) {
      tally.all++;
      if (token !== unknownToken) tally.known++;
    }
    inputs.set(source.slice(0, sourceSteps), i * width);
    inputs.set([startToken, ...text].slice(0, length), i * width + sourceSteps);
    targets.set([...text, endToken].slice(0, length), i * length);
  });
  return {
    inputs: createBlock(inputs, [rows.length, width]),
    targets: createBlock(targets, [rows.length, length]),
    ...{ features, rows, vocabularySize, foretells: true, sourceSteps },
  };
}

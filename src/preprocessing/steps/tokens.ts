/** Turns each text into a row of whole numbers, one for each word or character in their order, for networks that read. */
import type { ReadToken } from "../../core/attention-look";
import type { NumberColumn, TextColumn } from "../../core/column";
import type { FittedStep, PipelineStep } from "../../core/pipeline";
import type { Wording } from "../../core/wording";
import { characterReader, wordReader, type TokenReader } from "../../core/words";
import type { Work } from "../../core/work";
import { replaceColumns } from "../frame";
import { quantileOf } from "../statistics";
import { counted } from "../sentence";
import { columnsOfKind, defineStep, refuseStep, transformed } from "../step-spec";
import { lowerCaseField, minimumCountField, punctuationField } from "../text/text-fields";
import { commonest, countTexts, eachText, unknownShare, type Known } from "../text/vocabulary";

type Unit = "word" | "character";
export type TokenState = {
  /** Tokens 2, 3 …, commonest first. */
  readonly vocabulary: readonly string[];
  /** Steps of a row. */
  readonly length: number;
  /** Tokens of the training texts: half of them have at most the first number, 95 of 100 at most the second. */
  readonly lengths: readonly [number, number];
};

/** Stands for every token that the vocabulary does not have; 0 fills up a row behind its text. */
export const unknown = 1;
const reserved = 2;

/** Numbers (rows × steps) that may be made. */
const mostNumbers = 2 ** 27;

const label: Wording = { en: "Tokens", zh: "词元" };

export const tokens = defineStep<TokenState>({
  kind: "tokens",
  label,
  summary: {
    en: "Numbers the words or characters of a text in their order, for networks that read them one after the other.",
    zh: "按顺序为文本中的词或字符编号，供逐个读取的网络使用。",
  },
  fields: [
    {
      id: "unit",
      type: "choice",
      default: "word",
      label: { en: "Unit", zh: "单位" },
      help: {
        en: "Characters need no vocabulary of words, but make longer rows.",
        zh: "按字符则无需词表，但序列更长。",
      },
      options: [
        { value: "word", label: { en: "Words", zh: "词" } },
        { value: "character", label: { en: "Characters", zh: "字符" } },
      ],
    },
    {
      id: "vocabulary",
      type: "integer",
      default: 10_000,
      min: 1,
      max: 200_000,
      scale: "log",
      label: { en: "Vocabulary", zh: "词表大小" },
      help: {
        en: "So many of the commonest words of the training texts have a number of their own.",
        zh: "训练文本中最常见的若干词各有自己的编号。",
      },
    },
    {
      id: "length",
      type: "integer",
      default: 0,
      min: 0,
      max: 10_000,
      label: { en: "Length", zh: "长度" },
      help: {
        en: "Longer texts are cut, shorter ones filled up. 0: as 95 of 100 training texts need.",
        zh: "更长的文本会被截断，更短的会被补齐。0：足够 95% 的训练文本。",
      },
    },
    minimumCountField,
    {
      id: "countEach",
      type: "switch",
      default: false,
      isAdvanced: true,
      label: { en: "Count every occurrence", zh: "按出现次数计" },
      help: {
        en: "Common is what occurs often, and not what is in many texts; for few and long texts.",
        zh: "按总出现次数而非文本数判断常见程度；适合数量少而篇幅长的文本。",
      },
    },
    lowerCaseField,
    punctuationField,
  ],
  columnKinds: ["text"],
  *fit(frame, step) {
    const [column, other] = columnsOfKind(frame, step, "text");
    if (other) throw onlyOne(step);
    if (!column) return { vocabulary: [], length: 1, lengths: [0, 0] };
    return yield* learn(column, step);
  },
  *transform(frame, step, state) {
    const [column] = columnsOfKind(frame, step, "text");
    if (!column) return transformed(step, frame, frame, { changed: 0, message: { en: "Nothing.", zh: "无。" } });
    const made = yield* number(column, step, state, frame.learnedRows ?? 0);
    const after = replaceColumns(frame, new Map([[column.name, made.columns]]));
    const message = sentence(column.name, state, made);
    return transformed(step, frame, after, { changed: frame.rows.length, message });
  },
});

/** The tokens of a text in their order, those that are cut off included, and the steps of a row. */
export function readTokens(
  step: FittedStep,
  text: string,
): { readonly tokens: readonly ReadToken[]; readonly length: number } {
  const { vocabulary, length } = step.state as TokenState; // what this step's own fit gave
  const known = new Set(vocabulary);
  return { tokens: readerOf(step)(text).map((token) => ({ text: token, isKnown: known.has(token) })), length };
}

export function readerOf({ params }: PipelineStep): TokenReader {
  const lowerCase = params.lowerCase === true;
  if ((params.unit as Unit) === "character") return characterReader(lowerCase); // checked against the field
  return wordReader({ lowerCase, punctuation: params.punctuation === true });
}

function* learn(column: TextColumn, step: PipelineStep): Work<TokenState> {
  const read = readerOf(step);
  const lengths = new Float64Array(column.offsets.length - 1);
  yield* eachText(column, read, (words, row) => (lengths[row] = words.length));
  const counts = yield* countTexts(column, read, step.params.countEach === true);
  lengths.sort();
  const [median, most] = [quantileOf(lengths, 0.5), Math.ceil(quantileOf(lengths, 0.95))];
  return {
    vocabulary: commonest(counts, Number(step.params.vocabulary), Number(step.params.minimumCount)),
    length: Number(step.params.length) || Math.max(1, most),
    lengths: [median, most],
  };
}

interface Numbered {
  /** One a step. */
  readonly columns: readonly NumberColumn[];
  /** Texts that were longer than the row. */
  readonly cut: number;
  readonly learned: Known;
  readonly others: Known;
}

/** A text without any token is one unknown token: no row is padding alone. */
function* number(
  column: TextColumn,
  step: PipelineStep,
  { vocabulary, length }: TokenState,
  learnedRows: number,
): Work<Numbered> {
  const rowCount = column.offsets.length - 1;
  if (rowCount * length > mostNumbers) throw tooLong(rowCount);
  const numberOf = new Map(vocabulary.map((token, place) => [token, place + reserved]));
  const vocabularySize = vocabulary.length + reserved;
  const columns = Array.from({ length }, (_, at): NumberColumn => {
    return { kind: "number", name: `${column.name}: ${at + 1}`, values: new Float64Array(rowCount), vocabularySize };
  });
  const learned: Known = { known: 0, all: 0 };
  const others: Known = { known: 0, all: 0 };
  let cut = 0;
  yield* eachText(column, readerOf(step), (words, row) => {
    const tally = row < learnedRows ? learned : others;
    if (words.length === 0) columns[0]!.values[row] = unknown; // there is at least one step
    if (words.length > length) cut++;
    for (const [at, word] of words.entries()) {
      const token = numberOf.get(word);
      tally.all++;
      if (token !== undefined) tally.known++;
      if (at < length) columns[at]!.values[row] = token ?? unknown; // at < length
    }
  });
  return { columns, cut, learned, others };
}

function onlyOne({ columns }: PipelineStep) {
  return refuseStep(label, {
    en: `it reads one column of texts; ${columns.length} are chosen`,
    zh: `它只读取一个文本列；目前选择了 ${columns.length} 个`,
  });
}

function tooLong(rowCount: number) {
  const most = Math.floor(mostNumbers / rowCount);
  return refuseStep(label, {
    en: `${rowCount} texts of this length would not fit into memory; take at most ${most} steps`,
    zh: `${rowCount} 个这样长的文本超出内存；长度请不超过 ${most}`,
  });
}

function sentence(
  name: string,
  { vocabulary, length, lengths }: TokenState,
  { cut, learned, others }: Numbered,
): Wording {
  const [median, most] = lengths;
  const share = unknownShare(others);
  const known = share ?? unknownShare(learned) ?? "0 %";
  const where = share === null ? { en: "", zh: "" } : { en: " of rows not learned from", zh: "（非训练行）" };
  return {
    en: `The vocabulary of “${name}” has ${vocabulary.length} entries; ${known} of the words${where.en} are not in it. Half of the training texts have at most ${median} words, 95 of 100 at most ${most}; rows have ${length} steps, for which ${counted(cut, "text was", "texts were")} cut.`,
    zh: `“${name}”的词表有 ${vocabulary.length} 项；${known} 的词${where.zh}不在其中。半数训练文本不超过 ${median} 个词，95% 不超过 ${most} 个；每行 ${length} 步，因此截断了 ${cut} 个文本。`,
  };
}

/** Decides, once every cell has been seen, what kind of column they make. */
import type { CategoryColumn, Column } from "../../core/column";
import type { Place, WarningLog } from "../warning-log";
import {
  createDictionaryCells,
  createTextCells,
  type DictionaryCells,
  type NumberCells,
  type TextCells,
} from "./cells";
import { categoryColumn } from "./category-column";
import { badNumber, badTime, dateOrderByEvidence, dateOrderGuessed, trimmedCategories } from "./column-warnings";
import type { MissingMarks } from "./missing-marks";
import type { NumberReader } from "./number-reader";
import { readTimes } from "./read-times";
import { isTolerable, type ReadValues, type TextSequence } from "./text-sequence";
import { createTextStore } from "./text-store";

export interface SettleContext {
  readonly marks: MissingMarks;
  readonly numbers: NumberReader;
  readonly warnings: WarningLog;
  /** File and line of a row. */
  locate(row: number): Place;
}

export type AnyCells = NumberCells | DictionaryCells | TextCells;

export function settleColumn(name: string, cells: AnyCells, context: SettleContext): Column {
  if (cells.form !== "numbers") return settleTexts(name, cells, context);
  return settleNumbers(name, cells, context) ?? settleTexts(name, generalise(cells, context), context);
}

/** The same cells in the next form that holds them. */
export function generalise(
  cells: AnyCells,
  context: Pick<SettleContext, "marks" | "numbers">,
): DictionaryCells | TextCells {
  if (cells.form === "numbers") {
    const dictionary = createDictionaryCells();
    let fits = true;
    cells.forEach((text) => {
      if (fits) fits = dictionary.append(text, context.numbers);
    });
    if (fits) return dictionary;
  }
  const texts = createTextCells(context.marks);
  cells.forEach((text) => void texts.append(text, context.numbers));
  return texts;
}

function settleNumbers(name: string, cells: NumberCells, context: SettleContext): Column | null {
  const { numberCount, badRows } = cells;
  // A share of texts like 00123 means codes: as numbers they would lose their zeros.
  if (cells.codeCount * 100 > numberCount || !isTolerable(numberCount, badRows.length)) return null;
  for (const mark of cells.marksMet) context.marks.note(mark);
  if (badRows.length > 0) {
    const wanted = new Set(badRows);
    let row = 0;
    cells.forEach((text) => {
      if (wanted.has(row)) context.warnings.add(context.locate(row), () => badNumber(name, text));
      row++;
    });
  }
  return { kind: "number", name, values: cells.values() };
}

function settleTexts(name: string, cells: DictionaryCells | TextCells, context: SettleContext): Column {
  const codes = cells.form === "dictionary" ? cells.codes() : null;
  const sequence =
    cells.form === "dictionary" ? dictionarySequence(cells, codes ?? new Int32Array()) : textSequence(cells);
  const numbers = readNumbers(sequence, context);
  if (numbers) {
    report(numbers, (text) => badNumber(name, text));
    return { kind: "number", name, values: spread(numbers.values) };
  }
  const times = readTimes(sequence, context.marks);
  if (times) {
    report(times, (text) => badTime(name, text));
    const { order, evidence } = times;
    if (order === "day-first" || order === "month-first") {
      const place = context.locate(evidence === null ? 0 : rowOf(evidence));
      context.warnings.add(place, () =>
        evidence === null ? dateOrderGuessed(name, order) : dateOrderByEvidence(name, order, sequence.textAt(evidence)),
      );
    }
    return { kind: "time", name, values: spread(times.values) };
  }
  if (cells.form === "texts") return { kind: "text", name, ...cells.store.finish() };
  return isCategorical(sequence, context.marks)
    ? settleCategory(name, cells, codes ?? new Int32Array(), context)
    : settleText(name, cells, context);

  function spread(values: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
    return codes ? Float64Array.from(codes, (code) => values[code]!) : values; // every code has a text
  }
  function rowOf(index: number): number {
    return codes ? codes.indexOf(index) : index;
  }
  function report(read: ReadValues, sentence: (text: string) => ReturnType<typeof badNumber>): void {
    for (const mark of read.marks) context.marks.note(mark);
    if (read.badIndices.length === 0) return;
    const bad = new Set(read.badIndices);
    for (let row = 0; row < cells.length; row++) {
      const index = codes ? codes[row]! : row; // row < length
      if (bad.has(index)) context.warnings.add(context.locate(row), () => sentence(sequence.textAt(index)));
    }
  }
}

function readNumbers(texts: TextSequence, { numbers, marks }: SettleContext): ReadValues | null {
  const values = new Float64Array(texts.size).fill(Number.NaN);
  const badIndices: number[] = [];
  const marksMet = new Set<string>();
  let good = 0;
  let bad = 0;
  let codes = 0;
  for (let index = 0; index < texts.size; index++) {
    const text = texts.textAt(index);
    if (text.trim() === "") continue;
    const value = numbers.read(text);
    if (Number.isNaN(value) ? marks.isMarkAmongNumbers(text) : marks.isMarkNumber(value)) {
      marksMet.add(text.trim());
    } else if (Number.isNaN(value)) {
      badIndices.push(index);
      bad += texts.countAt(index);
      if (badIndices.length >= 100 && badIndices.length * 2 > index) return null;
    } else {
      values[index] = value;
      good += texts.countAt(index);
      if (numbers.isCode) codes += texts.countAt(index);
    }
  }
  return isTolerable(good, bad) && codes * 100 <= good ? { values, badIndices, marks: marksMet } : null;
}

function dictionarySequence(cells: DictionaryCells, codes: Int32Array): TextSequence {
  const counts = new Uint32Array(cells.texts.length);
  for (const code of codes) counts[code]!++; // every code has a text
  return {
    size: cells.texts.length,
    textAt: (index) => cells.texts[index] ?? "",
    countAt: (index) => counts[index] ?? 0,
  };
}

function textSequence(cells: TextCells): TextSequence {
  return { size: cells.length, textAt: (index) => cells.store.textAt(index), countAt: () => 1 };
}

/** Few different values, or values that come back: categories. Long or nearly all different ones: text. */
function isCategorical(texts: TextSequence, marks: MissingMarks): boolean {
  let present = 0;
  let distinct = 0;
  let characters = 0;
  for (let index = 0; index < texts.size; index++) {
    const text = texts.textAt(index).trim();
    if (text === "" || marks.isMark(text)) continue;
    distinct++;
    present += texts.countAt(index);
    characters += text.length * texts.countAt(index);
  }
  if (present === 0) return true;
  const isLong = characters / present > 60;
  return isLong ? distinct <= 20 && distinct * 5 <= present : distinct <= 20 || distinct * 2 <= present;
}

function settleCategory(
  name: string,
  cells: DictionaryCells,
  codes: Int32Array<ArrayBuffer>,
  context: SettleContext,
): CategoryColumn {
  let trimmed = 0;
  const names = cells.texts.map((text) => {
    const inner = text.trim();
    if (inner === "") return null;
    if (context.marks.isMark(inner)) {
      context.marks.note(inner);
      return null;
    }
    if (inner !== text) trimmed++;
    return inner;
  });
  if (trimmed > 0) {
    const count = trimmed;
    context.warnings.add({ file: context.locate(0).file }, () => trimmedCategories(name, count));
  }
  return categoryColumn(name, codes, names);
}

function settleText(name: string, cells: DictionaryCells, { marks }: SettleContext): Column {
  const store = createTextStore();
  cells.forEach((text) => {
    const isMissing = marks.isMark(text);
    if (isMissing) marks.note(text);
    store.append(isMissing ? "" : text);
  });
  return { kind: "text", name, ...store.finish() };
}

/** Looks at one column: what the page is told of it, and what the red flags need besides. */
import { assertNever } from "../../core/assert-never";
import { wordsOf } from "../../core/column-roles";
import { textAt } from "../../core/column-values";
import type { CategoryColumn, Column, ColumnInfo, ImageColumn, TextColumn } from "../../core/column";
import { createDistinctCounter, hashBytes } from "./distinct";
import { numberFacts, type NumberFacts } from "./number-facts";

export interface ColumnFacts {
  readonly info: ColumnInfo;
  /** Of number columns. */
  readonly numbers?: NumberFacts;
  /** How often the commonest value stands, where that is known. */
  readonly commonestCount: number;
}

const listedCategories = 1_000;
const topCategories = 12;

export function columnFacts(column: Column): ColumnFacts {
  switch (column.kind) {
    case "number":
    case "time":
      return numericFacts(column);
    case "category":
      return categoryFacts(column);
    case "text":
      return textFacts(column);
    case "image":
      return imageFacts(column);
    default:
      return assertNever(column);
  }
}

function numericFacts(column: Column & { readonly kind: "number" | "time" }): ColumnFacts {
  const { kind, name, values } = column;
  const numbers = numberFacts(values);
  const { count, distinct, min, max, mean, standardDeviation, median, histogram } = numbers;
  const isTime = kind === "time";
  return {
    info: {
      name,
      kind,
      missing: values.length - count,
      distinct,
      categories: [],
      idLike: !isTime && isNumericId(name, numbers),
      summary: isTime ? { kind, min, max, histogram } : { kind, min, max, mean, standardDeviation, median, histogram },
    },
    commonestCount: numbers.majority?.count ?? 0,
    ...(isTime ? {} : { numbers }),
  };
}

function categoryFacts(column: CategoryColumn): ColumnFacts {
  const { kind, name, codes, categories } = column;
  const counts = new Uint32Array(categories.length);
  let missing = 0;
  for (const code of codes) {
    if (code < 0) missing++;
    else counts[code]!++; // codes are within the categories
  }
  const order = Array.from(counts.keys()).toSorted((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b);
  const used = order.filter((code) => counts[code] !== 0);
  const top = used
    .slice(0, topCategories)
    .map((code) => ({ category: categories[code] ?? "", count: counts[code] ?? 0 }));
  const present = codes.length - missing;
  return {
    info: {
      name,
      kind,
      missing,
      distinct: used.length,
      categories: categories.length <= listedCategories ? categories : [],
      idLike: isTextId(name, used.length, present, 0),
      summary: { kind, top },
    },
    commonestCount: top[0]?.count ?? 0,
  };
}

function textFacts(column: TextColumn): ColumnFacts {
  const { kind, name, utf8, offsets } = column;
  const rowCount = offsets.length - 1;
  const counter = createDistinctCounter(rowCount);
  let missing = 0;
  let isCounting = true;
  let seen = 0;
  let example = -1;
  for (let row = 0; row < rowCount; row++) {
    const from = offsets[row]!; // row < rowCount
    const to = offsets[row + 1]!; // one more offset than rows
    if (from === to) {
      missing++;
      continue;
    }
    if (example < 0) example = row;
    if (!isCounting) continue;
    seen++;
    isCounting = counter.add(hashBytes(utf8, from, to));
  }
  const present = rowCount - missing;
  let characters = 0;
  for (const byte of utf8) if (byte >> 6 !== 2) characters++;
  const meanLength = present === 0 ? 0 : characters / present;
  return {
    info: {
      name,
      kind,
      missing,
      distinct: counter.count,
      categories: [],
      idLike: isTextId(name, counter.count, seen, meanLength),
      summary: { kind, meanLength, example: example < 0 ? "" : textAt(column, example).slice(0, 200) },
    },
    commonestCount: 0,
  };
}

function imageFacts(column: ImageColumn): ColumnFacts {
  const { kind, name, channels, widths, heights } = column;
  const present = widths.filter((width) => width > 0).length;
  return {
    info: {
      name,
      kind,
      missing: widths.length - present,
      distinct: present,
      categories: [],
      idLike: false,
      summary: { kind, channels, widths: spreadOf(widths), heights: spreadOf(heights) },
    },
    commonestCount: 0,
  };
}

/** Smallest, median and largest extent of the pictures that are there. */
function spreadOf(extents: Uint16Array): [number, number, number] {
  const sorted = extents.filter((extent) => extent > 0).sort();
  return [sorted[0] ?? 0, sorted[sorted.length >> 1] ?? 0, sorted.at(-1) ?? 0];
}

const idWords = new Set(["id", "ids", "uuid", "guid", "rowid", "rownames", "rownum", "mrn", "ssn", "unnamed"]);
const countingWords = new Set(["year", "month", "week", "day", "hour", "minute", "date", "time", "age", "step", "t"]);
const chineseId = /编号|序号|流水号|身份证|病历号|学号|工号/;
const fewestRows = 20;

function namesIdentifier(name: string): boolean {
  return chineseId.test(name) || wordsOf(name).some((word) => idWords.has(word));
}

function isNumericId(name: string, numbers: NumberFacts): boolean {
  const { count, distinct, isWhole, isSequence } = numbers;
  if (!isWhole || count === 0) return false;
  if (isSequence && count >= fewestRows && !wordsOf(name).some((word) => countingWords.has(word))) return true;
  return namesIdentifier(name) && (distinct === count || distinct > 50);
}

function isTextId(name: string, distinct: number, present: number, meanLength: number): boolean {
  if (present === 0) return false;
  if (namesIdentifier(name) && (distinct === present || distinct > 50)) return true;
  return present >= fewestRows && distinct === present && meanLength <= 40;
}

/** Looks at a column of texts: lengths, the words of each class, and how much a vocabulary of some texts misses of the others. */
import { nameAt, textAt } from "../../core/column-values";
import type { Column, TextColumn } from "../../core/column";
import { createRandom } from "../../core/random";
import type { ClassWord, ClassWords, TextSummary, VocabularyCheck } from "../../core/text-summary";
import type { Work } from "../../core/work";
import { wordReader } from "../../core/words";
import { logOddsZ } from "./log-odds";

const percents = [5, 25, 50, 75, 95, 100] as const;
const vocabularySizes = [1_000, 2_000, 5_000, 10_000, 20_000] as const;
/** One text in so many is set aside, by chance of a fixed seed. */
const setAside = 5;
const mostClasses = 12;
const wordsOfClass = 12;
const mostExamples = 20;
/** A word in fewer texts than this says nothing of a class. */
const fewestOccurrences = 3;
/** 97.5 % quantile of the normal distribution: below it a word may stand in a class by chance. */
const clearZ = 1.959963984540054;
const textsAtOnce = 64;

type Counts = Map<string, number>;

/** Words in small letters, without punctuation; rows that `isLeftOut` names are passed over. */
export function* summariseTexts(
  column: TextColumn,
  classes: Column | null,
  isLeftOut: (row: number) => boolean = () => false,
): Work<TextSummary> {
  const read = wordReader({ lowerCase: true, punctuation: false });
  const random = createRandom(0);
  const all: Counts = new Map();
  const learned: Counts = new Map();
  const other: Counts = new Map();
  const byClass = new Map<string, { counts: Counts; total: number; texts: number }>();
  const lengths: number[] = [];
  let emptyCount = 0;
  let learnedTexts = 0;
  for (let row = 0; row < column.offsets.length - 1; row++) {
    if (row % textsAtOnce === textsAtOnce - 1) yield;
    const isOther = random.below(setAside) === 0;
    if (isLeftOut(row)) continue;
    const text = textAt(column, row);
    if (text === "") {
      emptyCount++;
      continue;
    }
    const words = read(text);
    lengths.push(words.length);
    if (!isOther) learnedTexts++;
    const category = classes && nameAt(classes, row);
    const own = category === null ? null : (byClass.get(category) ?? { counts: new Map(), total: 0, texts: 0 });
    if (own && category !== null) {
      byClass.set(category, own);
      own.texts++;
      own.total += words.length;
    }
    for (const word of words) {
      count(all, word);
      count(isOther ? other : learned, word);
      if (own) count(own.counts, word);
    }
  }
  yield;
  const sorted = Float64Array.from(lengths).toSorted();
  return {
    textCount: lengths.length,
    emptyCount,
    wordCount: lengths.reduce((sum, length) => sum + length, 0),
    distinctCount: all.size,
    lengths: percents.map((percent) => ({
      percent,
      words: sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? 0,
    })),
    classes: byClass.size >= 2 && byClass.size <= mostClasses ? classWords(byClass) : null,
    vocabulary: { ...checkVocabulary(learned, other), learnedTexts, otherTexts: lengths.length - learnedTexts },
  };
}

function count(counts: Counts, word: string): void {
  counts.set(word, (counts.get(word) ?? 0) + 1);
}

function classWords(
  byClass: ReadonlyMap<string, { readonly counts: Counts; readonly total: number; readonly texts: number }>,
): readonly ClassWords[] {
  const everything: Counts = new Map();
  let total = 0;
  for (const { counts, total: words } of byClass.values()) {
    total += words;
    for (const [word, times] of counts) everything.set(word, (everything.get(word) ?? 0) + times);
  }
  return [...byClass].map(([category, own]) => {
    const words = [...own.counts].flatMap(([word, inside]): ClassWord[] => {
      if (inside < fewestOccurrences) return [];
      const outside = everything.get(word)! - inside; // a word of the class is among all words
      const z = logOddsZ(inside, own.total, outside, total - own.total);
      return z > clearZ ? [{ word, inside, outside, z }] : [];
    });
    const first = words.toSorted((a, b) => b.z - a.z || (a.word < b.word ? -1 : 1)).slice(0, wordsOfClass);
    return { category, textCount: own.texts, words: first };
  });
}

function checkVocabulary(learned: Counts, other: Counts): Pick<VocabularyCheck, "unknownShares" | "examples"> {
  const byCount = (counts: Counts) => [...counts].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const ranked = byCount(learned);
  const all = [...other.values()].reduce((sum, times) => sum + times, 0);
  const sizes = [...vocabularySizes.filter((size) => size < ranked.length), ranked.length];
  return {
    unknownShares: sizes.map((size) => {
      let known = 0;
      for (const [word] of ranked.slice(0, size)) known += other.get(word) ?? 0;
      return { size, share: all === 0 ? NaN : 1 - known / all };
    }),
    examples: byCount(other)
      .filter(([word]) => !learned.has(word))
      .slice(0, mostExamples)
      .map(([word, times]) => ({ word, count: times })),
  };
}

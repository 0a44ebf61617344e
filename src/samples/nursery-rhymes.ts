/** Lines of nursery rhymes by a small grammar: words of one class stand in the same places, so that vectors of words must bring them together. */
import type { Random } from "../core/random";
import type { SampleSpec } from "../core/sample-spec";
import { verseTable, type Verse } from "./verses";

const rowCount = 4_000;

/** What the words of the grammar are; the others (the, and, to …) have no class. */
export const nurseryClasses = {
  animal: ["lamb", "mouse", "cow", "duck", "piggy", "kitten", "spider", "robin", "goose", "pony", "frog", "hen"],
  person: ["jack", "jill", "mary", "peter", "polly", "simon", "georgie", "betsy", "humpty", "lucy"],
  move: ["ran", "jumped", "skipped", "danced", "hopped", "marched", "tumbled", "crept"],
  place: ["hill", "moon", "clock", "garden", "meadow", "bridge", "lane", "wall", "market", "river"],
  food: ["curds", "pie", "porridge", "honey", "jam", "bread", "plums", "cake", "broth", "pudding"],
  eat: ["ate", "baked", "stirred", "bought", "shared", "tasted"],
  size: ["little", "merry", "sleepy", "clever", "dusty", "jolly", "tiny", "silly"],
  sound: ["baa", "moo", "quack", "oink", "cluck", "squeak", "ribbit", "tweet"],
  number: ["three", "four", "five", "six", "seven", "eight", "nine", "ten"],
  time: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
} as const;

type WordClass = keyof typeof nurseryClasses;

/** Words in braces are of a class. */
const verses: readonly Verse[] = [
  {
    kind: "running",
    lines: [
      "the {size} {animal} {move} over the {place}",
      "{person} {move} up the {place} on {time}",
      "down the {place} the {size} {animal} {move} and {move}",
      "{person} and the {animal} {move} around the {place}",
    ],
  },
  {
    kind: "eating",
    lines: [
      "{person} {eat} some {food} and {food} for {person}",
      "{person} {eat} {number} bowls of {food} on {time}",
      "on {time} {size} {person} {eat} the {food}",
      "who {eat} the {food} said {person} to the {animal}",
    ],
  },
  {
    kind: "singing",
    lines: [
      "{sound} {sound} said the {size} {animal}",
      "the {animal} says {sound} and the {animal} says {sound}",
      "with a {sound} {sound} here the {animal} sings on {time}",
    ],
  },
  {
    kind: "counting",
    lines: [
      "{number} {size} children sat on the {place}",
      "{number} and {number} make {number} said {person}",
      "{person} had {number} {food} jars by the {place}",
    ],
  },
];

export const nurseryRhymes: SampleSpec = {
  id: "nursery-rhymes",
  title: { en: "Nursery rhymes", zh: "童谣" },
  question: { en: "Which words mean something alike?", zh: "哪些词的意思相近？" },
  lesson: {
    en: "4,000 lines that a small grammar made up; all are synthetic. Nobody says which words are animals and which are food: vectors find it from the words around each. Look up “lamb”, or ask what is to “cow” as “quack” is to “duck”; that last the grammar never tells, so do not believe the answer.",
    zh: "由一个小语法生成的 4,000 行句子，全部为合成。没有人说明哪些词是动物、哪些是食物：词向量只凭上下文就能看出来。试查“lamb”的近邻，或问“duck”之于“quack”如同“cow”之于什么；最后这个问题语法中并无答案，因此不要相信它。",
  },
  room: "class",
  rowCount,
  secondsHere: 10,
  task: { kind: "embedding", text: "line" },
  model: "embedding",
  generate: (random) =>
    verseTable({ name: "Nursery rhymes (synthetic)", verses, rowCount, columns: ["line", "about"], fill }, random),
};

function fill(line: string, random: Random): string {
  return line.replaceAll(/\{(\w+)\}/g, (_, name: WordClass) => draw(nurseryClasses[name], random));
}

/** The first word of a class is about three times as common as the last. */
function draw(words: readonly string[], random: Random): string {
  const place = Math.floor(words.length * random.next() ** 1.5);
  return words[place]!; // below the length
}

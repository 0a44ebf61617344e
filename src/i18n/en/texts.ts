/** Words about a column of texts: lengths, words by class, what is out of vocabulary. */
export const texts = {
  title: (column: string) => `The texts of “${column}”`,
  note: (n: string, words: string, distinct: string) => `${n} texts, ${words} words, ${distinct} of them different.`,
  pending: "Reading the texts",
  column: "Texts",
  classes: "Words by the classes of",
  noClasses: "no column",
  lengths: "How long they are",
  lengthsNote: "Networks that read take rows of one length: what 95 of 100 texts need is the usual choice.",
  atMost: (percent: string) => `${percent} of 100 have at most`,
  longest: "the longest has",
  words: (n: string) => `${n} ${n === "1" ? "word" : "words"}`,
  empty: "empty",
  byClass: "Words that speak for each class",
  byClassNote:
    "By the log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008), clearest first, those only that chance would seldom bring. Behind each: how often in the class and elsewhere.",
  wordsOf: (category: string) => `Words of ${category}`,
  texts: (n: string) => `${n} ${n === "1" ? "text" : "texts"}`,
  none: "No word stands out.",
  counts: (inside: string, outside: string) => `${inside} : ${outside}`,
  wordFacts: (inside: string, outside: string, z: string) =>
    `${inside} times here, ${outside} times elsewhere; ${z} standard errors`,
  vocabulary: "What a vocabulary misses",
  vocabularyNote: (learned: string, other: string) =>
    `Learned from ${learned} texts drawn by chance and looked for in the other ${other}: so many words of new texts a model would not know.`,
  size: "Commonest words known",
  unknown: "Words of other texts unknown",
  allWords: (n: string) => `all ${n}`,
  examples: (words: string) => `Unknown to all of them and commonest: ${words}.`,
};

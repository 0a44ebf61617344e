/** Questions to word vectors that have no answer. */
export const wordFailures = {
  "words/unknown": (d: { word: string; known: string }) => ({
    message: {
      en: d.word === "" ? "No word was given." : `“${d.word}” is not in the vocabulary.`,
      zh: d.word === "" ? "没有输入词。" : `词表中没有“${d.word}”。`,
    },
    hint: { en: `Words that are: ${d.known}.`, zh: `词表中有：${d.known}。` },
  }),
  "words/none-known": (d: { text: string }) => ({
    message: { en: `No word of “${d.text}” is in the vocabulary.`, zh: `“${d.text}”中没有任何词在词表中。` },
    hint: { en: "Take a text with words that were learned.", zh: "请使用包含已学词语的文本。" },
  }),
  "words/no-vectors": (d: { name: string }) => ({
    message: { en: `“${d.name}” holds no word vectors.`, zh: `“${d.name}”不包含词向量。` },
    hint: {
      en: "Fit word vectors first, or open a vectors file: a word and its numbers in each line.",
      zh: "请先训练词向量，或打开词向量文件：每行一个词及其数字。",
    },
  }),
} as const;

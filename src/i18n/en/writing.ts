/** Words for models that write: the question, the texts that they write, how surprised they are. */
export const writing = {
  // The question. Words in braces are slots; each language puts them where they belong.
  question: "Write new texts like {text}, judged on {judged}.",
  questionTurn: "Turn {text}, judged on {judged}.",
  turn: (source: string, text: string) => `“${source}” into “${text}”`,
  turnNote: "one text into another",
  turnKind: "another text, piece by piece",
  trainTurn: (source: string, text: string, data: string) => `Turns “${source}” of “${data}” into “${text}”`,
  kindSentence: "It answers with {kind}.",
  kind: "texts, piece by piece",
  term: "language model",
  option: "New texts like a column",
  optionNote: "goes on writing",
  chooseText: "Texts like which column?",
  outcomeOption: "Predict an outcome instead",
  outcomeNote: "back to a question",
  trainQuestion: (text: string, data: string) => `Writes texts like “${text}” of “${data}”`,

  // While it learns.
  live: "What it writes",
  liveNote: "A text at the end of each epoch, by the weights of that moment.",
  waiting: "The first text comes at the end of an epoch.",
  epoch: (n: string) => `Epoch ${n}`,
  perplexityAxis: "Perplexity",
  empty: "(nothing)",

  // The scores.
  bigram: "pairs of neighbours (bigrams)",
  copy: "copying what was there",
  mostFrequent: "always the commonest text",
  metrics: {
    exactMatch: {
      plain: "Texts written exactly",
      term: "exact match",
      formula:
        "texts that are right to the last character ÷ all (of more than 1,000, so many drawn); the likeliest piece at every step",
    },
    characterErrorRate: {
      plain: "Characters to be changed",
      term: "character error rate",
      formula: "fewest insertions, deletions and replacements that make all exact ÷ characters wanted",
    },
    perplexity: {
      plain: "Among how many tokens it is unsure",
      term: "perplexity",
      formula: "e to the mean of −ln p of each token; 1 is certain",
    },
    bitsPerToken: {
      plain: "Surprise at a token, in bits",
      term: "cross-entropy per token",
      formula: "mean of −log₂ p of each token, the end of a text included",
    },
    bitsPerCharacter: {
      plain: "Surprise at a character, in bits",
      term: "bits per character",
      formula: "Σ −log₂ p of all tokens ÷ characters of the texts",
    },
  },
  texts: "Texts",
  textsNote: "Test texts with the mean surprise of their tokens: what the model had not expected, and what it had.",
  order: "Which first",
  orders: { most: "Most surprising", least: "Least surprising" },
  row: "Row",
  text: "Text",
  bits: "Bits per token",
  tokens: "Tokens",
  more: "Show more",

  // Use.
  write: "Write",
  writeNote: "Give it a beginning, or nothing, and let it go on.",
  prompt: "Beginning",
  promptPlaceholder: "what the text begins with",
  go: "Write",
  settings: "How it chooses",
  result: "What it wrote",
  ended: "came to an end",
  cut: "cut at the longest",
  liveTurnNote:
    "One text of the validation rows an epoch, the likeliest piece at every step, beside what it should be.",
  isRight: "right",
  shouldBe: (wanted: string) => `should be ${wanted}`,
  turnTitle: "Turn",
  turnHelp: "Give it a text, and see what it makes of it and what it looks at.",
  turnPrompt: "Text",
  turnPlaceholder: "what is to be turned",
  turnGo: "Turn",
  alignment: "What it looked at",
  alignmentEnd: "end",
  alignmentRows: "What was written",
  alignmentNote:
    "Each row is a piece that was written, each column one of the source; the darker, the more it was looked at (cross-attention). A row has the sum 1.",
  looked: (written: string, source: string, share: string) => `“${written}” looked at “${source}”: ${share}`,
  next: "What may come next",
  nextNote: "Probabilities right behind the beginning, before temperature, top-k and top-p.",
  token: "Piece",
  probability: "Probability",
  end: "end of the text",
  unknown: (n: string) =>
    `${n} ${n === "1" ? "piece" : "pieces"} of the beginning not in the vocabulary: the model has not seen such.`,
};

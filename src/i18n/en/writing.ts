/** Words for models that write: the question, the texts that they write, how surprised they are. */
export const writing = {
  // The question. Words in braces are slots; each language puts them where they belong.
  question: "Write new texts like {text}, judged on {judged}.",
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
  metrics: {
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
  next: "What may come next",
  nextNote: "Probabilities right behind the beginning, before temperature, top-k and top-p.",
  token: "Piece",
  probability: "Probability",
  end: "end of the text",
  unknown: (n: string) =>
    `${n} ${n === "1" ? "piece" : "pieces"} of the beginning not in the vocabulary: the model has not seen such.`,
};

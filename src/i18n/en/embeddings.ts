/** Words for vectors of words: the question, the scores, the neighbours, the map. */
export const embeddings = {
  question: "Learn what the words of {words} mean from the words around them, judged on {judged}.",
  option: "Nothing: learn vectors for its words",
  optionNote: "each word gets numbers by the company it keeps",
  outcomeOption: "Back to an outcome",
  outcomeNote: "predict a column",
  chooseText: "Whose words?",
  kind: "numbers for each word",
  term: "word vectors",
  trainQuestion: (column: string, dataset: string) => `Vectors for the words of “${column}” · ${dataset}`,
  byFrequency: "how common each word is",
  metrics: {
    rankedRight: {
      plain: "True neighbours put first",
      term: "Pair accuracy",
      formula:
        "mean over pairs of the share of words drawn by chance whose score u·v is below the true neighbour's, ties half; 50 % is chance",
    },
    samplingLoss: {
      plain: "Surprise at neighbours",
      term: "Negative-sampling loss",
      formula: "mean over pairs of −log σ(u·v) − Σ log σ(−uₖ·v), over the words k drawn by chance",
    },
  },
  rankedRight: "True neighbours put first",
};

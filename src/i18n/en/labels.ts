/** Words for several labels at once: the question, the scores label by label, the answers. */
const counted = (n: string, one: string, many: string) => `${n} ${n === "1" ? one : many}`;

export const labels = {
  // The question. Words in braces are slots; each language puts them where they belong.
  question: "Predict which of {labels} each case has, from {columns}, judged on {judged}.",
  slot: (n: string) => counted(n, "label", "labels"),
  slotListed: (column: string, n: string | null) => `the ${n === null ? "" : `${n} `}labels in “${column}”`,
  slotLabel: (text: string) => `Which of ${text}. Change them`,
  chooseLabels: "Which labels?",
  severalOption: "Several labels at once",
  severalNote: "yes or no for each",
  kind: (n: string | null) => `yes or no for each ${n === null ? "label" : `of ${counted(n, "label", "labels")}`}`,
  term: "multi-label classification",
  oneAnswer: "one outcome only",
  kindSentence: "It answers with {kind}: a case may have several of them, or none.",
  source: "Where the labels stand",
  fromList: "Listed in one column",
  fromListHelp: (example: string) => `“${example}” names several at once.`,
  fromColumns: "Each in a column of its own",
  fromColumnsHelp: "Columns with two values: has it, or has it not.",
  listColumn: "Column",
  leastTwo: "Choose at least two.",
  rowsOf: "Rows with each label in each part",
  label: "Label",

  // The scores.
  macro:
    "The means over labels count every label the same, however rare. The baseline always says the labels that most training rows have.",
  baseline: "labels that most have",
  byLabel: "Label by label",
  byLabelNote:
    "After the stroke the score of the baseline, below it the 95 % interval. Choose a label to see its confusion matrix, curve and cases.",
  order: "Which first",
  orders: { listed: "As listed", frequent: "Most frequent", weakest: "Lowest AUC" },
  have: "have it",
  show: (label: string) => `Show ${label}`,
  chosen: (label: string) => `“${label}”`,
  choose: "Label to look at",
  previous: "Previous label",
  next: "Next label",
  scoresOf: (label: string) => `Scores of “${label}”`,
  no: "no",
  allLabels: "All labels of this case",
  /** What is true of a label and what was said. */
  outcomes: { found: "found", missed: "missed", wrong: "found, but not there", passed: "not there" },
  /** Of a picture in a list of mistakes. */
  missedLabels: (names: string) => `missed ${names}`,
  worstNote:
    "The pictures of the highest loss, with the labels that were missed and those that were wrongly found. A label that many of them miss may often be labelled wrongly.",
  wrongLabels: (names: string) => `wrongly found ${names}`,
  outcome: (outcome: string, probability: string) => `${outcome} · ${probability}`,
  metrics: {
    exactMatch: {
      plain: "Cases with every label right",
      term: "exact match, subset accuracy",
      formula: "cases whose labels are all right ÷ all cases",
    },
    accuracy: {
      plain: "Answers that are right, over all labels",
      term: "mean accuracy, 1 − Hamming loss",
      formula: "right answers ÷ (cases × labels)",
    },
    precision: {
      plain: "Of those it calls found, really so: mean over labels",
      term: "macro precision",
      formula: "mean over labels of true positives ÷ (true + false positives)",
    },
    recall: {
      plain: "Of those really there, found: mean over labels",
      term: "macro recall, sensitivity",
      formula: "mean over labels of true positives ÷ (true positives + false negatives)",
    },
    f1: {
      plain: "Precision and recall in one, mean over labels",
      term: "macro F1",
      formula: "mean over labels of 2 · precision · recall ÷ (precision + recall)",
    },
    microF1: {
      plain: "Precision and recall in one, every answer counting the same",
      term: "micro F1",
      formula: "2 · true positives ÷ (2 · true positives + false positives + false negatives), summed over labels",
    },
    rocAuc: {
      plain: "How well it ranks, mean over labels",
      term: "macro ROC AUC",
      formula: "mean over labels of the chance that a case with the label is ranked above one without",
    },
    averagePrecision: {
      plain: "Precision over all thresholds, mean over labels",
      term: "mean average precision, mAP",
      formula: "mean over labels of Σ (recallₙ − recallₙ₋₁) · precisionₙ",
    },
    logLoss: {
      plain: "Surprise at the truth (lower is better)",
      term: "log loss",
      formula: "−mean over labels and cases of ln(probability given to the truth)",
    },
  },

  // While it learns, and in the list of runs.
  accuracy: "Right answers over all labels",
  meanAuc: "mean AUC",
  trainQuestion: (n: string, count: string, data: string) =>
    `Predict which of ${counted(n, "label", "labels")} each case has from ${counted(count, "column", "columns")} of ${data}`,

  // The answers.
  found: "labels found",
  none: "none of the labels",
  noneShort: "none",
  answerNote: (share: string) =>
    `Bars and numbers: the probability of each label. From ${share} on it counts as found.`,
};

/** Words for classes and numbers over windows of a series. */
export const windows = {
  // The question. Words in braces are slots; each language puts them where they belong.
  question:
    "Tell {outcome} {horizon} from the last {lookBack} and {columns}, in the order of {order}, as {series}, judged on {judged}.",
  questionNow:
    "Tell {outcome} {horizon} from {columns} over the last {lookBack}, in the order of {order}, as {series}, judged on {judged}.",
  questionWithin:
    "Tell whether {outcome} is {found} {horizon} from the last {lookBack} and {columns}, in the order of {order}, as {series}, judged on {judged}.",
  kind: (plain: string) => `${plain}, from the last rows of a series`,
  term: (term: string) => `${term} over windows`,
  now: "as of now",
  ahead: (span: string) => `${span} ahead`,
  within: (span: string) => `at any time within the next ${span}`,
  slotWhen: (text: string) => `Asked ${text}. Change it`,
  chooseWhen: "Which time is asked about?",
  whenHelp: "Steps after the last row it looks at. 0 asks about that row itself, and hides the outcome’s own past.",
  exactly: "Just then",
  atAnyTime: "At any time until then",
  trainQuestion: (target: string, when: string, lookBack: string, data: string) =>
    `Tell “${target}” ${when} from the last ${lookBack} of ${data}.`,
  trainWithin: (target: string, found: string, when: string, lookBack: string, data: string) =>
    `Tell whether “${target}” is “${found}” ${when} from the last ${lookBack} of ${data}.`,

  // While it learns.
  watchTitle: "Answers against truth",
  watchNote: (epoch: string) => `Some of the last validation rows of one series, after epoch ${epoch}.`,
  watchPlot: (category: string) => `Probability of “${category}”, and when it came`,
  came: (category: string) => `“${category}” came`,
  probability: "probability",

  // Evaluate.
  rivals: "Beside simple rules",
  rivalsNote:
    "The same windows for all. The lead is how much better the model is; neighbouring windows are alike, so the interval draws whole stretches of time, or whole groups where the split is by group.",
  asNow: "says the same as now",
  usualClass: "always says the commonest class",
  usualValue: "always says the mean",
  confusion: (right: string, all: string) =>
    `${right} of ${all} windows on the diagonal are right. Click a cell to select the first row that each asks about.`,
  points: (points: string) => `${points} points`,

  // Use.
  latestTitle: "What comes next",
  latestNote: "After the last rows of each series, in the open data or in another file with the same columns.",
  latestGo: "After the open data",
  latestFile: "Or after another file: choose a table",
  latestTable: "The answer for each series",
  latestShown: (shown: string, all: string) => `${shown} of ${all} series shown; the file of every row has all.`,
  lastRow: "last row",
  answer: (target: string, when: string) => `${target} ${when}`,
  answerWithin: (target: string, found: string, when: string) => `whether ${target} is “${found}” ${when}`,
  tooShort: "too few whole rows before it",
  allTitle: "Predict every row",
  allNote: "At each row it looks back and says what comes; the first rows of a series have too little past.",
  left: (count: string) => `${count} of them could not be predicted: too few whole rows before them.`,
};

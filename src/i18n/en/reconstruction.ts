/** Words for rows that are given back: the question, the scores, the errors and the map of the codes. */
export const reconstruction = {
  // The question. Words in braces are slots; each language puts them where they belong.
  question: "Find {usual} in {columns}, learning from {rows}, judged on {judged}.",
  questionOfRows: "Find {usual} in {unit} of {columns}, learning from {rows}, judged on {judged}.",
  questionOfWindows:
    "Find {usual} in {unit} of {columns}, in the order of {order}, as {series}, learning from {rows}, judged on {judged}.",
  singleRows: "single rows",
  windows: "windows of a series",
  windowsOf: (rows: string) => `windows of ${rows} rows`,
  slotUnit: (unit: string) => `In ${unit}. Change it`,
  chooseUnit: "What is looked at?",
  unitHelp:
    "Rows one after the other that are given back together. What takes longer than a window cannot be seen whole.",
  slot: "what is unusual",
  option: "What is unusual",
  optionNote: "no outcome: rows are given back, and what comes back badly is flagged",
  allRows: "all rows",
  rowsWhere: (column: string, category: string) => `rows whose ${column} is ${category}`,
  chooseRows: "Which rows show what is usual?",
  leftOut: (n: string) =>
    `${n} rows are left out: of another kind in training and validation, of no kind, excluded by hand, or dropped by a step.`,
  allRowsNote: "nothing is known to be unusual",
  kind: "the error of each row, and a flag where it is unusual",
  kindOfWindows: "the error of each window, and a flag where it is unusual",
  term: "reconstruction, anomaly detection",
  trainQuestion: (rows: string, count: string, data: string) =>
    `Learns what is usual of ${count} ${count === "1" ? "column" : "columns"} of ${data} from ${rows}.`,
  trainWindows: (windows: string, count: string, rows: string, data: string) =>
    `Learns what is usual of ${windows} of ${count} ${count === "1" ? "column" : "columns"} of ${data}, from ${rows}.`,
  error: "Mean absolute difference",
  errorAxis: "mean absolute difference",

  // The Train step.
  live: "What comes back",
  liveNote:
    "Some validation rows, what the network gives back of them now, and the difference. The difference should fade.",
  liveCurves:
    "Some validation windows: the course of their columns as it was, and what the network gives back now. The two lines should meet.",
  curveLabel: (input: string, row: string) => `${input}, window up to row ${row}`,
  liveWaiting: "The first ones come with the first steps.",
  before: "original",
  after: "given back",
  difference: "difference × 3",
  afterEpoch: (n: string) => `after epoch ${n}`,
  input: "input",

  // The scores.
  baselineRules: {
    "mean-row": "always gives back the mean row",
    components: (n: string) => `${n} principal components`,
  },
  convention: "Errors are over rows like those it learned from; “found” means that a row of another kind is flagged.",
  conventionOfWindows: "A window stands for a row here, and is of another kind where one of its rows is.",
  windowsByTime: "Windows overlap: intervals are of stretches of time.",
  byCategory: "By kind",
  byCategoryNote: "Each other kind against the rows like those it learned from.",
  category: "kind",
  support: "cases",
  flagged: "flagged",
  area: "ROC AUC",
  metrics: {
    mae: {
      plain: "Mean error of a row",
      term: "mean absolute difference",
      formula:
        "mean over rows and inputs of |given back − original|; pixels from 0 to 1, numbers in standard deviations",
    },
    mse: {
      plain: "Mean squared error",
      term: "MSE",
      formula: "mean over rows and inputs of (given back − original)²",
    },
    falseAlarmRate: {
      plain: "Usual rows that are flagged",
      term: "false-alarm rate",
      formula: "flagged rows like those learned from ÷ all of them",
    },
    recall: {
      plain: "Others that are flagged",
      term: "sensitivity, recall",
      formula: "flagged rows of other kinds ÷ all of them",
    },
    specificity: {
      plain: "Usual rows left alone",
      term: "specificity",
      formula: "1 − false-alarm rate",
    },
    rocAuc: {
      plain: "Others ranked above usual rows",
      term: "ROC AUC",
      formula: "how often a row of another kind has a larger error than a usual one; 0.5 is guessing",
    },
    averagePrecision: {
      plain: "Precision over all thresholds",
      term: "average precision",
      formula: "Σ (recall gained × precision)",
    },
  },

  // The charts.
  errors: "Errors of the test rows",
  errorsSummary: (flagged: string, all: string, threshold: string) =>
    `${flagged} of ${all} test rows have an error above ${threshold}. Click a bar to select its rows.`,
  errorOfRow: "error of a row",
  threshold: "Threshold",
  thresholdNote: (quantile: string, rows: string, alarms: string, found: string | null) =>
    `${quantile} of ${rows} held-back usual rows stay below. Of the test rows it flags ${alarms} of the usual ones${found === null ? "" : ` and ${found} of the others`}.`,
  thresholdReset: "As fitted",
  thresholdKept: "Trying it out changes nothing that is kept: “Usual rows below the threshold” in Train does.",
  map: "Map of the codes",
  mapSummary:
    "Each point is a test row, placed by the two directions in which codes differ most: near ones look alike to the model. Click one to select it.",
  colourBy: "Colour by",
  byTime: "time",
  timeLegend: (from: string, to: string) => `from ${from} (light) to ${to} (dark)`,
  mapX: "first direction",
  mapY: "second direction",
  selected: "selected",
  cases: "Cases, worst given back first",
  casesNote: "What comes back badly is unlike what it learned from. Choose one to select its row.",
  casesOfWindows:
    "Of windows that overlap the worst. The course as it was and what came back of it, in standard deviations. Choose one to select its last row.",
  endsAt: (time: string) => `ends ${time}`,
  errorIs: (value: string) => `error ${value}`,
  isFlagged: "flagged",
  isUsual: "usual",
  more: "Show more",
  select: (row: string) => `Select row ${row}`,
  rowLabel: (row: string) => `row ${row}`,
  binLabel: (count: string, from: string, to: string) => `${count} test cases with an error from ${from} to ${to}`,
  byInput: "Error by input",
  byInputNote:
    "Mean absolute difference of each input, of usual and of flagged test rows: where the flagged ones differ.",
  usualRows: "usual",
  flaggedRows: "flagged",

  // Over time.
  timeline: "Over time",
  timelineNote:
    "The error of the window that ends at each step, also of those that were learned from. Above the threshold the window is flagged; it stays so until what is unusual has left it.",
  scoreTitle: "Error of the window that ends here",
  scoreLabel: "error",
  testScore: "test windows",
  otherScore: "other windows",
  thresholdLine: "threshold",
  course: "course",
  flaggedCourse: "where the window is flagged",
  columnLabel: "Column",
  courseTitle: (column: string) => `${column}, flagged windows marked`,
  courseSummary: (column: string, from: string, to: string) => `${column} from ${from} to ${to}.`,
  scoreSummary: (flagged: string, all: string, from: string, to: string) =>
    `From ${from} to ${to}, ${flagged} of ${all} windows are above the threshold. Drag the ends of the strip below to look closer.`,

  // The Use step.
  windowErrorNote: "Each row stands for the window that ends with it; rows without a whole window have no error.",
  errorOf: "reconstruction error",
  flag: "unusual",
  yes: "yes",
  no: "no",
  aboveThreshold: (threshold: string) => `Above the threshold of ${threshold}: unlike what it learned from.`,
  belowThreshold: (threshold: string) => `Not above the threshold of ${threshold}: like what it learned from.`,
};

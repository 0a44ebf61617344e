/** Words for forecasts: the question, the scores beside the rules, the series and what comes after it. */
const counted = (n: string, one: string, many: string) => `${n} ${n === "1" ? one : many}`;

export const forecast = {
  // The question. Words in braces are slots; each language puts them where they belong.
  question:
    "Forecast {outcome} for the next {horizon} from the last {lookBack} and {columns}, in the order of {order}, as {series}, judged on {judged}, with {band}.",
  slotHorizon: (span: string) => `The next ${span}. Change it`,
  slotLookBack: (span: string) => `From the last ${span}. Change it`,
  slotColumns: (columns: string) => `${columns} beside its own past. Change them`,
  chooseHorizon: "How far ahead?",
  chooseLookBack: "How far back does it look?",
  horizonHelp: "The model says all these steps at once. Later ones are harder.",
  lookBackHelp: "What repeats sooner than this can be seen. More steps take longer to learn.",
  chooseBeside: "What may it look at beside its own past?",
  steps: "Steps",
  besideNone: "nothing else",
  beside: (n: string) => counted(n, "other column", "other columns"),
  chooseOrder: "What puts the rows in order?",
  rowOrder: "the order of the rows",
  rowOrderNote: "as they stand in the table",
  chooseSeries: "Is it one series, or several?",
  oneSeries: "one series",
  oneSeriesNote: "every row follows the one before",
  seriesBy: (column: string) => `one series for each “${column}”`,
  seriesTooMany: "a different value in nearly every row",
  seriesOne: "the same in every row",
  knownAhead: "Which are known for the steps to come?",
  knownAheadHelp:
    "Holidays, plans, opening hours: of these the values of the coming steps are looked at, not only their past. To forecast after the end, add rows for these steps and leave the outcome empty.",
  isKnownAhead: (column: string) => `${column} is known ahead`,
  slotBand: "What does it say of each step?",
  oneValue: "one value for each step",
  oneValueNote: "the likely mean",
  bandSlot: (share: string) => `a band for ${share}`,
  bandSlotNote: "and the middle of it; by the networks",
  judgedLater: "what came later",
  notAtRandom: "would put neighbours on both sides",
  trainQuestion: (target: string, horizon: string, lookBack: string, data: string) =>
    `Forecast “${target}” for the next ${horizon} from the last ${lookBack} of ${data}.`,

  // While it learns.
  watchTitle: "Forecast against truth",
  watchNote: (epoch: string) => `The first step ahead on the last validation rows, after epoch ${epoch}.`,
  watchSummary: "The nearer the two lines, the better; the model has not learned from these rows.",

  // Evaluate.
  actual: "what came",
  said: "forecast",
  time: "time",
  place: "place in the series",
  series: "series",
  leftOut: (n: string) =>
    `${counted(n, "row is", "rows are")} the last of no whole window: near the beginning or the end of a series, at a gap or at a border of the split.`,
  ahead: "steps ahead",
  stepAhead: (span: string) => `${span} ahead`,
  aheadLabel: "Said how long before",
  seriesLabel: "Series",
  plotTitle: (target: string) => `${target}: forecast and what came`,
  plotSummary: (from: string, to: string, mae: string) =>
    `From ${from} to ${to}, off by ${mae} on average. Drag the ends of the strip below to look closer; the line before the forecasts is the history.`,
  thinned: (shown: string, all: string) =>
    `${shown} of ${all} values are drawn, with the highest and lowest of each stretch; the table has all in view.`,
  earlier: "Earlier",
  later: "Later",
  closer: "Closer",
  wider: "Wider",
  bandOf: (share: string) => `band for ${share}`,
  lowEdge: (band: string) => `${band}, lower edge`,
  highEdge: (band: string) => `${band}, upper edge`,
  band: "How sure the forecast is",
  bandNote:
    "The band is as wide as it had to be on validation rows. The simple rules beside it have a band of the usual spread of their errors on the same rows. Where these are too few, the width is as learned, and the spread is that on the later half of training rows. The pinball loss judges such bands: the smaller the better, in the unit of the target.",
  bandSentence: (covered: string, range: string | null, nominal: string, width: string) =>
    `What came was in the band ${covered} of the time${range === null ? "" : ` (${range})`}, where ${nominal} is meant; the band is ${width} wide on average.`,
  bandWeek: (own: string, week: string, lead: "better" | "worse" | "unsure") =>
    `Its mean pinball loss is ${own}, that of “the same as last week” with its usual spread ${week}: ${{ better: "surely better", worse: "surely worse", unsure: "which is better is not certain" }[lead]}.`,
  pinball: "pinball loss",
  inBand: "in the band",
  bandWidth: "mean width",
  bandLevels: (levels: string) => `Of what came, not above each quantile of this model: ${levels}.`,
  bandLevel: (level: string, below: string) => `${below} (meant ${level})`,
  rivals: "Beside simple rules",
  rivalsNote:
    "The same windows for all. The lead is how much smaller the model’s typical error is, with its 95 % interval.",
  rule: "rule",
  model: "this model",
  lead: "lead of the model",
  noLead: "too few windows",
  best: "best rule",
  byHorizon: "Error by step ahead",
  byHorizonSummary: (first: string, last: string, span: string) =>
    `Off by ${first} one step ahead and by ${last} at step ${span}.`,
  casesNote:
    "Where the next value was most wrong. The row is the last one that the model looked back at. Select a case to see it.",
  bySeries: "Series by series",
  bySeriesNote: "Worst first by MASE, which can be compared between series. Choose one to see it above.",
  windows: "windows",
  windowCount: "windows",
  baselineMae: "error of the best rule",
  showSeries: (name: string) => `Show the series ${name}`,
  reserve: "How much to hold ready",
  reserveNote:
    "The forecast plus a reserve learned on validation rows: how often would that have been enough on the test rows?",
  reserveShare: "meant to be enough in",
  reserveAdded: "to be added to the forecast",
  reserveCovered: "was enough in",
  reserveUp: (first: string, last: string) => `${first} at the first step to ${last} at the last`,
  reserveBandNote:
    "The upper edge of the band plus a reserve learned on validation rows: how often would that have been enough on the test rows?",
  reserveBandAdded: "to be added to the upper edge",
  reserveDayAdded: "added to be enough all day",
  reserveDays: "days with enough",
  fewDays: "too few validation days",
  capacity: (share: string, isOnBand: boolean, added: string, steps: string, days: string) =>
    `To have enough all day long on ${share} of days, hold ready ${isOnBand ? "the upper edge of the band" : "the forecast"} said ${steps === "1" ? "one step" : `${steps} steps`} before plus ${added}. On the test days that was enough on ${days}.`,
  enoughDays: (days: string, count: string, range: string) => `${days} of ${count} (${range})`,
  unnamed: "the series",

  // Use.
  comingTitle: "What comes next",
  comingNote: "After the last known value of each series, in the open data or in another file with the same columns.",
  comingSteps: "Steps to forecast",
  comingRoll: (horizon: string) =>
    `Up to ${horizon} are said at once; further ones build on the forecasts before them, so their errors add up.`,
  comingMost: (horizon: string) =>
    `At most ${horizon}: this model looks at more than the series' own past and the calendar.`,
  comingGo: "Forecast",
  comingData: "After the open data",
  comingFile: "After the open data, or after a table from another file",
  comingAfter: (name: string) => `after ${name}`,
  comingPlot: (target: string) => `${target}: history and forecast`,
  comingSummary: (count: string, from: string, to: string, low: string, high: string) =>
    `${count} from ${from} to ${to}, between ${low} and ${high}.`,
  history: "history",
  enoughIn: (share: string) => `enough in ${share}`,
  noPast: (names: string) => `No forecast for ${names}: its last steps are not whole.`,
  comingTable: "The forecast, step by step",
  capacityTitle: "What is enough, day by day",
  capacityNote: (share: string) =>
    `The most of each day with its reserve, so that on ${share} of days all of the day is enough; the first and the last day may be in part.`,
  day: "day",
  holdReady: "hold ready",
  bandEnds: (horizon: string) =>
    `Band and reserves end after ${horizon} steps, which is how far ahead the model has learned.`,
  quantileOf: (share: string) => `quantile ${share}`,
  download: "Save as CSV",
};

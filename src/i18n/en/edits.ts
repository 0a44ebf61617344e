/** Words about corrections by hand: labels, excluded rows, and the same model before and after. */
const counted = (n: string, one: string, many: string) => `${n} ${n === "1" ? one : many}`;

export const edits = {
  exclude: "Exclude",
  excludeHelp: "Keep these rows in the table and out of everything else",
  relabel: "Relabel",
  relabelAs: (column: string) => `“${column}” is really`,
  newClass: "New class…",
  newClassIn: (column: string) => `New class in “${column}”`,
  noLabels: "The outcome has no classes, so there is no label to change.",
  noQuestion: "Choose on Prepare what to predict; then its classes stand here.",
  relabelled: (n: string, column: string, category: string) =>
    `${counted(n, "row is", "rows are")} now “${category}” in “${column}”.`,
  excluded: (n: string) => `${counted(n, "row", "rows")} excluded.`,
  runsStale: "Runs from before do not know of it.",

  title: "History of edits",
  note: "Laid over what was opened; the files stay as they are.",
  excludedCount: (n: string, all: string) => `${n} of ${all} rows excluded: they take part in nothing.`,
  relabelLine: (n: string, column: string, category: string) =>
    `${counted(n, "row", "rows")} relabelled “${category}” in “${column}”`,
  excludeLine: (n: string) => `${counted(n, "row", "rows")} excluded`,
  showRows: "Show rows",
  showRowsOf: (line: string) => `Show rows: ${line}`,
  takeBack: "Take back",
  takeBackOf: (line: string) => `Take back: ${line}`,
  earlier: (n: string) => `Show ${counted(n, "earlier edit", "earlier edits")}`,

  staleTitle: "The data were corrected after this run.",
  staleOther: "The data have changed since this run.",
  retrain: "Retrain with these",
  retrainOther: "Train again",

  compareTitle: "Before and after",
  compareNote: (before: string, after: string) =>
    `Run ${before} and run ${after}: the same request, other data. Where the intervals overlap the difference may be chance.`,
  runThen: (run: string) => `Run ${run}`,
  runNow: (run: string) => `Run ${run} on the labels of now`,
  difference: "Difference",
  better: "better",
  worse: "worse",
  maybeChance: (word: string) => `${word}, may be chance`,
  points: (n: string) => `${n} points`,
  testChanged: (relabelled: string, gone: string, run: string) =>
    `Labels of test rows changed too (${relabelled} relabelled, ${gone} no longer judged), so run ${run} is also judged on the labels of now; the difference is to that.`,
  onlyTest: "Nothing else was corrected: both learned from the same rows.",
  testChangedOnly: (relabelled: string, gone: string) =>
    `Labels of test rows changed too (${relabelled} relabelled, ${gone} no longer judged), so part of the difference may come from that.`,
};

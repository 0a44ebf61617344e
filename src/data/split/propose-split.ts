/** The split that a table asks for by what its columns are. */
import { fewestGroups, namesBirth, namesGroup, namesSplit, subsetNamed } from "../../core/column-roles";
import { answerColumns } from "../../core/answer-columns";
import type { ColumnInfo } from "../../core/column";
import type { DatasetInfo } from "../../core/dataset";
import type { SplitRequest } from "../../core/split";
import { isOfSeries, type PastWindow, type Task } from "../../core/task";
import { defaultFractions } from "./deal";

/** A group column has rows to spare: at least this many per group on average. */
const leastRowsPerGroup = 1.05;
/** A series has a time of its own in most rows. Counting stops somewhere in a large table, so this many times are enough. */
const leastUniqueShare = 0.9;
const plentyOfTimes = 1000;
const fewestTimes = 30;

/** given where a column deals the rows out, group where a unit comes back in several rows, time for a series, else by class (of several labels by the rarest of each row) or by chance. */
export function proposeSplit(info: DatasetInfo, task: Task): SplitRequest {
  const answers = new Set(answerColumns(task));
  const columns = info.columns.filter((column) => !answers.has(column.name));
  const given = columns.find(isSplitColumn);
  if (isOfSeries(task)) return proposeForSeries(task.window, given);
  if (given) return proposeGiven(given);
  const group = columns.find((column) => isGroupColumn(column, info.rowCount));
  if (group) return { kind: "group", by: group.name, ...defaultFractions };
  const time = columns.find((column) => isTimeAxis(column, info.rowCount));
  if (time) return { kind: "time", by: time.name, ...defaultFractions };
  // Every text says much: fewer are enough to steer by.
  if (task.kind === "generation")
    return { kind: "random", ...defaultFractions, validation: defaultFractions.validation / 2 };
  const hasClasses =
    task.kind === "reconstruction"
      ? task.normal !== undefined
      : task.kind !== "regression" && task.kind !== "embedding";
  return { kind: hasClasses ? "stratified" : "random", ...defaultFractions };
}

function isSplitColumn(column: ColumnInfo): boolean {
  if (!namesSplit(column.name) || column.kind !== "category") return false;
  const named = column.categories.map(subsetNamed);
  return named.length > 1 && named.includes("train") && !named.includes(null);
}

/** What comes later: of the training rows a tenth of the whole steers, so that four fifths are left up to the test rows. */
function proposeForSeries({ time }: PastWindow, given: ColumnInfo | undefined): SplitRequest {
  if (given) return { ...proposeGiven(given), ...seriesFractionsOf(given) };
  return { kind: "time", ...(time === undefined ? {} : { by: time }), ...seriesFractions };
}

const seriesFractions = { validation: 0.1, test: 0.2 };

function seriesFractionsOf(given: ColumnInfo): Pick<SplitRequest, "validation"> {
  return "validation" in proposeGiven(given) ? { validation: seriesFractions.validation } : {};
}

/** What the column does not name is carved out of train. */
function proposeGiven(column: ColumnInfo): SplitRequest {
  const named = column.categories.map(subsetNamed);
  return {
    kind: "given",
    by: column.name,
    ...(named.includes("validation") ? {} : { validation: defaultFractions.validation }),
    ...(named.includes("test") ? {} : { test: defaultFractions.test }),
  };
}

function isGroupColumn(column: ColumnInfo, rowCount: number): boolean {
  const present = rowCount - column.missing;
  return namesGroup(column.name) && column.distinct >= fewestGroups && column.distinct * leastRowsPerGroup <= present;
}

function isTimeAxis(column: ColumnInfo, rowCount: number): boolean {
  if (column.kind !== "time" || namesBirth(column.name) || column.distinct < fewestTimes) return false;
  const present = rowCount - column.missing;
  return present >= rowCount / 2 && column.distinct >= Math.min(leastUniqueShare * present, plentyOfTimes);
}

/** Deals the rows of a data set that was corrected by hand: as it was opened, with newly labelled rows added one after the other. */
import type { Column } from "../../core/column";
import type { Dataset } from "../../core/dataset";
import { nameAt } from "../../core/column-values";
import { subsetNamed } from "../../core/column-roles";
import { WorkbenchError } from "../../core/failure";
import { findColumn } from "../../core/find-column";
import { createRandom, type Random } from "../../core/random";
import { subsets, type Split, type SplitRequest, type Subset } from "../../core/split";
import type { TargetTask } from "../../core/task";
import { defaultFractions } from "../split/deal";
import { findObviousGroups } from "../split/obvious-groups";
import { splitRows } from "../split/split-rows";
import { rowsToDeal, type AddedRow } from "./rows-to-deal";

type Shares = Readonly<Record<Subset, number>>;

/**
 * Rows that had their outcome when they were opened are dealt as if nothing had been corrected. Each newly labelled row then goes, in the
 * order of labelling, to a subset by a seeded coin that is weighed by what its class lacks there (Efron 1971), or where its group is or its time
 * belongs: no label that is added later moves it. Only while there are too few labels for a row in every subset are all dealt at once.
 * Throws what `splitRows` throws.
 */
export function dealEdited(dataset: Dataset, task: TargetTask, request: SplitRequest, seed: number): Split {
  const { rows, targetCodes, added } = rowsToDeal(dataset, task);
  const input = { dataset, request, seed, answers: [task.target] };
  if (added.length === 0) return splitRows({ ...input, rows, targetCodes });
  const opened = Array.from(rows, (row, i): AddedRow => ({ row, code: targetCodes?.[i] ?? 0 }));
  const everything = [...opened, ...added].toSorted((a, b) => a.row - b.row);
  const atOnce = () =>
    splitRows({
      ...input,
      rows: Uint32Array.from(everything, ({ row }) => row),
      targetCodes: Int32Array.from(everything, ({ code }) => code),
    });
  const first = dealOpened(() => splitRows({ ...input, rows, targetCodes }));
  // Cuts between times come from rows that were dealt by them.
  if (!first && request.kind === "time") return atOnce();
  const codeOf = new Map(opened.map(({ row, code }) => [row, code]));
  const subsetOf = createDealer(dataset, task, request, createRandom(seed).fork("split").fork("added"));
  if (first)
    for (const subset of subsets)
      for (const row of first[subset]) subsetOf.count({ row, code: codeOf.get(row) ?? 0 }, subset);
  const placed = subsets.flatMap((subset) => Array.from(first?.[subset] ?? [], (row) => [row, subset] as const));
  for (const one of first ? added : [...opened, ...added]) {
    const subset = subsetOf.deal(one);
    if (subset) placed.push([one.row, subset]);
  }
  const of = (wanted: Subset) =>
    Uint32Array.from(placed.flatMap(([row, subset]) => (subset === wanted ? [row] : []))).sort();
  const split = { train: of("train"), validation: of("validation"), test: of("test") };
  const { validation = defaultFractions.validation, test = defaultFractions.test } = request;
  const wanted = { train: 1, ...(request.kind === "given" ? { validation: 0, test: 0 } : { validation, test }) };
  return subsets.every((subset) => wanted[subset] === 0 || split[subset].length > 0) ? split : atOnce();
}

/** Null where too little was known when the data were opened: then there is nothing to compare with. */
function dealOpened(deal: () => Split): Split | null {
  try {
    return deal();
  } catch (error) {
    if (error instanceof WorkbenchError && /^prepare\/too-few-(rows|groups)$/.test(error.code)) return null;
    throw error;
  }
}

function createDealer(dataset: Dataset, task: TargetTask, request: SplitRequest, random: Random) {
  const by = request.by === undefined ? null : findColumn(dataset.columns, request.by);
  const groups = groupColumn(dataset, task, request, by);
  const shares = sharesOf(request, by, dataset.rowCount);
  const counts = new Map<string, Record<Subset, number>>();
  const subsetOfGroup = new Map<string, Subset>();
  const starts = { validation: Infinity, test: Infinity };

  const stratumOf = ({ row, code }: AddedRow): string => {
    if (request.kind === "given") return String(code);
    if (request.kind !== "stratified") return "";
    return by ? (nameAt(by, row) ?? "") : String(code);
  };
  const groupOf = (row: number): string | null => {
    const name = groups && nameAt(groups, row);
    // A row whose patient is not known may be any patient's, as in the deal of the others.
    return groups && request.kind === "group" ? (name ?? "") : name;
  };
  const given = (row: number): Subset | null => {
    const value = by && nameAt(by, row);
    return value === null ? null : subsetNamed(value);
  };
  const count = (one: AddedRow, subset: Subset) => {
    const group = groupOf(one.row);
    if (group !== null) subsetOfGroup.set(group, subset);
    if (request.kind === "time" && by && subset !== "train") {
      starts[subset] = Math.min(starts[subset], timeAt(by, one.row));
    }
    if (request.kind === "given" && given(one.row) !== "train") return;
    const stratum = stratumOf(one);
    const known = counts.get(stratum) ?? { train: 0, validation: 0, test: 0 };
    counts.set(stratum, { ...known, [subset]: known[subset] + 1 });
  };
  const draw = (one: AddedRow): Subset => {
    const known = counts.get(stratumOf(one)) ?? { train: 0, validation: 0, test: 0 };
    const all = 1 + known.train + known.validation + known.test;
    const lacks = subsets.map((subset) => Math.max(0, shares[subset] * all - known[subset]));
    let place = random.fork(one.row).next() * lacks.reduce((sum, lack) => sum + lack, 0);
    return subsets.find((_, i) => (place -= lacks[i]!) < 0) ?? "train"; // one for each subset
  };
  const find = (one: AddedRow): Subset | null => {
    if (request.kind === "given") {
      const named = given(one.row);
      if (named !== "train") return named;
    }
    if (request.kind === "time" && by) {
      const time = timeAt(by, one.row);
      if (!Number.isFinite(time)) return null;
      if (time >= starts.test) return "test";
      return time >= starts.validation ? "validation" : "train";
    }
    const group = groupOf(one.row);
    return (group === null ? undefined : subsetOfGroup.get(group)) ?? draw(one);
  };
  return {
    count,
    /** Null where the column to split by says nothing of the row. */
    deal(one: AddedRow): Subset | null {
      const subset = find(one);
      // Those added do not move the cuts between times.
      if (subset && request.kind !== "time") count(one, subset);
      return subset;
    },
  };
}

function groupColumn(
  dataset: Dataset,
  { target }: TargetTask,
  request: SplitRequest,
  by: Column | null,
): Column | null {
  if (request.kind === "group") return by;
  if (request.kind !== "given") return null;
  const rows = Uint32Array.from({ length: dataset.rowCount }, (_, row) => row);
  return findObviousGroups(dataset.columns, rows, [request.by, target]);
}

/** Of a given split: of the rows that it names to train, whatever is known of them, so that more labels do not change it. */
function sharesOf(request: SplitRequest, by: Column | null, rowCount: number): Shares {
  let { validation = defaultFractions.validation, test = defaultFractions.test } = request;
  if (request.kind === "given" && by) {
    const named = Array.from({ length: rowCount }, (_, row) => subsetNamed(nameAt(by, row) ?? ""));
    const train = named.filter((subset) => subset === "train").length;
    const carve = (subset: "validation" | "test") =>
      named.includes(subset) ? 0 : ((request[subset] ?? 0) * rowCount) / Math.max(1, train);
    [validation, test] = [carve("validation"), carve("test")];
  }
  return { train: Math.max(0, 1 - validation - test), validation, test };
}

function timeAt(column: Column, row: number): number {
  return column.kind === "time" || column.kind === "number" ? (column.values[row] ?? NaN) : NaN;
}

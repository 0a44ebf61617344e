/** What looks wrong with a data set, worst first, each with its remedy. */
import type { Column } from "../../core/column";
import { isMissingAt } from "../../core/column-values";
import type { Dataset, RedFlag } from "../../core/dataset";
import type { ColumnFacts } from "./column-facts";
import { excludedRows } from "../../core/excluded-rows";
import { duplicateRows } from "./duplicate-rows";
import { gatherFindings, type Finding } from "./finding";
import {
  constant,
  copied,
  duplicates,
  empty,
  idLike,
  manyCategories,
  mostlyMissing,
  nearConstant,
  tooManyToCompare,
} from "./finding-words";
import type { NearDuplicates } from "./near-duplicates";
import { findDateMix, findNameVariants } from "./text-findings";
import { findOutliers, findSentinels } from "./number-findings";

const manyCategoriesFrom = 100;
const fewestRows = 20;

/** @param facts of the data set's columns, in their order. @param copies of pictures, by the name of their column. */
export function findRedFlags(
  dataset: Dataset,
  facts: readonly ColumnFacts[],
  copies: ReadonlyMap<string, NearDuplicates> = new Map(),
): readonly RedFlag[] {
  const findings: Finding[] = [];
  for (const [index, column] of dataset.columns.entries()) {
    const fact = facts[index];
    if (fact) findings.push(...columnFindings(column, fact, dataset.rowCount));
  }
  const fromCopies = copyFindings(dataset, copies);
  // Repeated pictures are among the copies already.
  const repeated = fromCopies.length > 0 ? fromCopies : duplicateFindings(dataset, facts);
  const unsearched = [...copies].filter(([, { isSearched }]) => !isSearched).map(([name]) => tooManyToCompare(name));
  return gatherFindings([...findings, ...repeated, ...unsearched], dataset.rowCount);
}

function columnFindings(column: Column, facts: ColumnFacts, rowCount: number): readonly Finding[] {
  const { info, numbers, commonestCount } = facts;
  const { name, kind, missing, distinct } = info;
  const present = rowCount - missing;
  if (rowCount === 0) return [];
  if (present === 0) return [empty(name)];
  const findings: Finding[] = [];
  if (missing * 2 >= rowCount) {
    findings.push(mostlyMissing(name, (row) => isMissingAt(column, row), missing, rowCount));
  }
  if (distinct === 1 && rowCount > 1) return [...findings, constant(name)];
  if (info.idLike) return [...findings, idLike(name)];
  if (present >= fewestRows && commonestCount * 100 >= present * 99) {
    findings.push(nearConstant(name, present - commonestCount));
  }
  if (kind === "category" && distinct >= manyCategoriesFrom) findings.push(manyCategories(name, distinct));
  if (column.kind === "number" && numbers) {
    const sentinels = findSentinels(column, numbers);
    findings.push(...sentinels);
    if (sentinels.length === 0) findings.push(...findOutliers(column, numbers));
  }
  if (column.kind === "category") findings.push(...findNameVariants(column));
  if (column.kind === "category" || column.kind === "text") findings.push(...findDateMix(column));
  return findings;
}

/** Running numbers make every row different, so they do not count. */
function duplicateFindings(dataset: Dataset, facts: readonly ColumnFacts[]): readonly Finding[] {
  const compared = dataset.columns.filter((_, index) => !facts[index]?.info.idLike);
  const excluded = excludedRows(dataset.edits);
  const rows = duplicateRows(compared, dataset.rowCount).filter((row) => !excluded.has(row));
  return rows.length === 0 ? [] : [duplicates(rows, dataset.rowCount)];
}

/** All but the first of each group of copies; what was excluded by hand no longer counts. */
function copyFindings({ edits, rowCount }: Dataset, copies: ReadonlyMap<string, NearDuplicates>): readonly Finding[] {
  const excluded = excludedRows(edits);
  const findings: Finding[] = [];
  for (const [name, { groups, pairs }] of copies) {
    const rows = groups.flatMap((group) => group.filter((row) => !excluded.has(row)).slice(1));
    const isRepeated = new Set(pairs.filter(({ isExact }) => isExact).map(({ second }) => second));
    if (rows.length > 0) findings.push(copied(name, rows, rows.filter((row) => isRepeated.has(row)).length, rowCount));
  }
  return findings;
}

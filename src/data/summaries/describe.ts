/** What the page is told of a data set: never its values. */
import { breathe } from "../../core/breathe";
import type { Dataset, DatasetInfo } from "../../core/dataset";
import { inBreaths } from "../../core/work";
import { columnFacts, type ColumnFacts } from "./column-facts";
import { fingerprintOf, sizeOfDataset } from "./fingerprint";
import { findNearDuplicates, type NearDuplicates } from "./near-duplicates";
import { findRedFlags } from "./red-flags";

export interface DescribeOptions {
  readonly signal?: AbortSignal;
  /** Whether every picture is compared with every other: a while, for a red flag that only matters where something is learned. */
  readonly comparesPictures?: boolean;
}

/** Rejects with the signal's reason once it has been aborted. */
export async function describeDataset(
  dataset: Dataset,
  { signal, comparesPictures = true }: DescribeOptions = {},
): Promise<DatasetInfo> {
  const facts: ColumnFacts[] = [];
  for (const [index, column] of dataset.columns.entries()) {
    facts.push(columnFacts(column));
    if (dataset.rowCount > 10_000 || index % 256 === 255) await breathe();
  }
  const copies = new Map<string, NearDuplicates>();
  for (const column of comparesPictures ? dataset.columns : []) {
    if (column.kind === "image") copies.set(column.name, await inBreaths(findNearDuplicates(column), signal));
  }
  return {
    id: dataset.id,
    name: dataset.name,
    rowCount: dataset.rowCount,
    columns: facts.map(({ info }) => info),
    warnings: dataset.warnings,
    warningCount: dataset.warningCount ?? dataset.warnings.length,
    redFlags: findRedFlags(dataset, facts, copies),
    source: dataset.source,
    fingerprint: await fingerprintOf(dataset),
    sizeBytes: sizeOfDataset(dataset),
    ...(dataset.edits ? { edits: dataset.edits } : {}),
  };
}

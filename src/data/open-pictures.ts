/** From picture files to a data set: which rows there are and what is known of each, then the pictures themselves. */
import type { Column } from "../core/column";
import { namesSplit } from "../core/column-roles";
import { nameAt } from "../core/column-values";
import type { Dataset, OpenOptions } from "../core/dataset";
import { fail, WorkbenchError } from "../core/failure";
import { textColumn } from "../core/make-column";
import { uniqueNames } from "./columns/column-names";
import type { Found } from "./importers/find-sources";
import type { ByteSource } from "./importers/importer";
import { decodePicture } from "./pictures/decode-picture";
import { folderColumns } from "./pictures/folder-columns";
import { pictureColumn } from "./pictures/picture-column";
import { keptSmaller } from "./pictures/picture-warnings";
import { planRows, type RowPlan } from "./pictures/plan-rows";
import { pickRows } from "./pictures/pick-rows";
import { readPictures, type ReadPictures } from "./pictures/read-pictures";
import { throwIfCancelled, type OpenContext } from "./read-tables";
import { nameOfCollection } from "./source-names";
import type { WarningLog } from "./warning-log";

const usualSide = 256;
const smallestSide = 8;
const pixelBytesLimit = 2 ** 29;
const previewRows = 100;

/**
 * Null where tables say nothing of the pictures beside them and the folders do not either: then the tables were meant.
 * Throws `import/no-pictures`, `import/picture…` where a single one was dropped, and what reading tables throws.
 */
export async function openPictures(
  found: Found,
  options: OpenOptions,
  totalBytes: number,
  context: OpenContext,
): Promise<Dataset | null> {
  const plan = await planRows(found, options, totalBytes, context);
  if (!plan) return null;
  const { pictures, paths, warnings } = plan;
  if (!plan.table) showFirstRows(plan, context);
  const side = longestSide(pictures.length, options);
  const read = await readAll(plan, side, totalBytes, context);
  throwIfCancelled(context.signal, pictures[0]?.name ?? "");
  warnOfPictures(pictures, read, side, options, warnings);

  const kept = Uint32Array.from([...plan.order.keys()].filter((row) => read.pictures[plan.order[row]!])); // row < length
  const order = Int32Array.from(kept, (row) => plan.order[row]!); // kept rows are rows
  const own = [
    pictureColumn("image", read.pictures, order),
    textColumn(
      "file",
      Array.from(order, (picture) => paths[picture] ?? ""),
    ),
  ];
  const bytes = pictures.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const name = nameOfCollection(pictures);
  const files = [{ name, path: rootOf(pictures), sizeBytes: bytes, rowCount: kept.length }];
  return {
    id: context.id,
    name: options.name ?? name,
    rowCount: kept.length,
    columns: uniquelyNamed([...own, ...knownOf(plan, kept, order)]),
    source: { files: [...(plan.table?.files ?? []), ...files] },
    warnings: warnings.warnings,
    warningCount: warnings.count,
  };
}

/** What the table or the folders say of these rows, which are rows of the plan. Folders named train and test count beside a table without a split, too. */
export function knownOf(
  { table, sense }: RowPlan,
  kept: Uint32Array<ArrayBuffer>,
  order: Int32Array,
): readonly Column[] {
  if (!table) return folderColumns(sense, order);
  const rows = Uint32Array.from(kept, (row) => table.rows[row]!); // kept rows are rows
  const columns = table.columns.map((column) => pickRows(column, rows));
  if (columns.some(({ name }) => namesSplit(name))) return columns;
  return [...columns, ...folderColumns({ ...sense, labels: [] }, order)];
}

async function readAll(
  { pictures, loadedBytes: tableBytes }: RowPlan,
  side: number,
  totalBytes: number,
  { signal, onProgress, decode = decodePicture }: OpenContext,
): Promise<ReadPictures> {
  let loadedBytes = tableBytes;
  let rowCount = 0;
  return readPictures(pictures, side, {
    signal,
    decode,
    onBytes: (count) => (loadedBytes += count),
    onPicture() {
      rowCount++;
      onProgress({ loadedBytes: Math.min(loadedBytes, totalBytes), totalBytes, rowCount });
    },
  });
}

/** Says which pictures could not be opened; throws where that is all of them. */
function warnOfPictures(
  pictures: readonly ByteSource[],
  { failures, largestSide: fileSide }: ReadPictures,
  side: number,
  { imageSize = usualSide }: OpenOptions,
  warnings: WarningLog,
): void {
  const [first] = failures;
  if (first && failures.every((failure) => failure !== null)) {
    if (failures.length === 1) throw new WorkbenchError(first);
    throw fail("import/no-pictures", { count: failures.length, first: first.wording.message });
  }
  for (const [index, failure] of failures.entries()) {
    if (failure) warnings.add({ file: pictures[index]?.path ?? "" }, () => failure.wording.message);
  }
  if (side < imageSize && fileSide > side)
    warnings.add({ file: rootOf(pictures) }, () => keptSmaller(side, pictures.length));
}

/** As asked, or the usual size; less where so many coloured pictures would not fit. */
function longestSide(count: number, { imageSize = usualSide }: OpenOptions): number {
  const fitting = Math.floor(Math.sqrt(pixelBytesLimit / (3 * Math.max(1, count))));
  return Math.max(smallestSide, Math.min(imageSize, fitting));
}

export function showFirstRows({ paths, order, sense }: RowPlan, { onPreview }: OpenContext): void {
  const known = folderColumns(sense, order.slice(0, previewRows));
  const rows = Array.from(order.slice(0, previewRows), (picture, row) => [
    paths[picture] ?? "",
    ...known.map((column) => nameAt(column, row)),
  ]);
  onPreview({ columns: ["file", ...known.map(({ name }) => name)], rows });
}

export function uniquelyNamed(columns: readonly Column[]): readonly Column[] {
  const { names } = uniqueNames(
    columns.map(({ name }) => name),
    columns.length,
  );
  return columns.map((column, index) => ({ ...column, name: names[index] ?? column.name }));
}

/** The folder or archive that was dropped; of loose pictures the first, and how many more. */
export function rootOf(pictures: readonly ByteSource[]): string {
  const [root = "", ...within] = pictures[0]?.path.replace(/^\.?\//, "").split("/") ?? [];
  return within.length === 0 && pictures.length > 1 ? nameOfCollection(pictures) : root;
}

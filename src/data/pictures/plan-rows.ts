/** Which rows a data set of pictures has, before any picture is read: those of a table that names them, or one a picture. */
import type { Column } from "../../core/column";
import type { DatasetFile, OpenOptions } from "../../core/dataset";
import { isNotice, mayBeNote } from "../importers/choose-sources";
import type { Found } from "../importers/find-sources";
import type { ByteSource } from "../importers/importer";
import type { OpenContext } from "../read-tables";
import { warnOfSetAside } from "../set-aside";
import { createWarningLog, type WarningLog } from "../warning-log";
import { senseOfFolders, withoutRoot, type FolderSense } from "./folder-columns";
import { joinFound, type JoinOutcome, type JoinedTable } from "./join-found";
import { pictureWords, type CollectionWords } from "./picture-warnings";

export interface RowPlan {
  /** Those that rows show, each once. */
  readonly pictures: readonly ByteSource[];
  /** Of these pictures, within what was dropped. */
  readonly paths: readonly string[];
  readonly sense: FolderSense;
  /** The picture of each row. */
  readonly order: Int32Array<ArrayBuffer>;
  readonly table: {
    /** Without the one that names the pictures, where that is called so. */
    readonly columns: readonly Column[];
    /** The table's row of each row. */
    readonly rows: Uint32Array<ArrayBuffer>;
    readonly files: readonly DatasetFile[];
  } | null;
  readonly warnings: WarningLog;
  /** Of tables. */
  readonly loadedBytes: number;
}

/**
 * Null where the tables beside the pictures were meant. Throws what reading the tables throws where nothing else tells of the pictures.
 * Other files of which each is a row go the same way, with words of their own.
 */
export async function planRows(
  found: Found,
  options: OpenOptions,
  totalBytes: number,
  context: OpenContext,
  words: CollectionWords = pictureWords,
): Promise<RowPlan | null> {
  const { pictures } = found;
  const paths = withoutRoot(pictures.map(({ path }) => path));
  const sense = senseOfFolders(paths);
  const tables = found.tables.filter(({ source }) => !isNotice(source.name));
  const outcome = await joinFound(tables, pictures, options, totalBytes, context);
  const { joined, failures } = outcome;
  const isLabelled = sense.labels.some((label) => label !== null);
  if (!joined && !isLabelled && tables.some(({ source }) => !mayBeNote(source))) {
    const failed = failures.find(({ source }) => !mayBeNote(source));
    if (failed) throw failed.error;
    return null;
  }
  const warnings = joined?.rows.warnings ?? createWarningLog();
  warnOfFiles(found, outcome, warnings, words);
  const loadedBytes = tables.reduce((sum, { source }) => sum + source.sizeBytes, 0);
  if (joined) return { ...planOfTable(joined, pictures, paths, warnings, words), loadedBytes };
  return { pictures, paths, sense, order: Int32Array.from(pictures.keys()), table: null, warnings, loadedBytes };
}

/** Rows of the table that have a picture, in the table's order; a picture that no row names is no part of the collection. */
function planOfTable(
  { rows, join, tables }: JoinedTable,
  pictures: readonly ByteSource[],
  paths: readonly string[],
  warnings: WarningLog,
  words: CollectionWords,
): Omit<RowPlan, "loadedBytes"> {
  const wanted = [...new Set(join.pictures)].filter((picture) => picture >= 0).toSorted((a, b) => a - b);
  const placeOf = new Map(wanted.map((picture, place) => [picture, place]));
  const tableRows = Uint32Array.from([...join.pictures.keys()].filter((row) => placeOf.has(join.pictures[row] ?? -1)));
  const order = Int32Array.from(tableRows, (row) => placeOf.get(join.pictures[row] ?? -1) ?? -1);
  const table = tables[0]?.source ?? { name: "", path: "" };
  const pictureless = rows.rowCount - tableRows.length;
  if (pictureless > 0) warnings.add({ file: table.name }, () => words.rowsWithoutFile(pictureless));
  const unnamed = pictures.filter((_, picture) => !placeOf.has(picture));
  const [first] = unnamed;
  if (first) warnings.add({ file: first.path }, () => words.filesWithoutRow(unnamed.length, table.name));
  const ownPaths = wanted.map((picture) => paths[picture] ?? "");
  return {
    pictures: wanted.flatMap((picture) => pictures[picture] ?? []),
    paths: ownPaths,
    sense: senseOfFolders(ownPaths),
    order,
    table: {
      columns: rows.columns.filter(({ name }, index) => index !== join.column || !/^(image|text|file)$/i.test(name)),
      rows: tableRows,
      files: rows.files,
    },
    warnings,
  };
}

function warnOfFiles(
  found: Found,
  { joined, failures, doubts }: JoinOutcome,
  warnings: WarningLog,
  words: CollectionWords,
): void {
  for (const [source, { column, rows }] of doubts) {
    warnings.add({ file: source.path }, () => words.numbersInDoubt(rows, column));
  }
  for (const { source, error } of [...found.refused, ...failures.filter((failure) => !mayBeNote(failure.source))]) {
    warnings.add({ file: source.path }, () => error.failure.wording.message);
  }
  const aside = [...found.setAside, ...found.arrays.flatMap(({ sources }) => sources)];
  for (const table of found.tables) {
    if (joined?.tables.includes(table)) continue;
    const { source } = table;
    if (mayBeNote(source)) aside.push(source);
    else if (failures.every((failure) => failure.source !== source)) {
      warnings.add({ file: source.path }, words.tableWithoutFiles);
    }
  }
  warnOfSetAside(aside, warnings);
}

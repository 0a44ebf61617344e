/** Reads tables with the same columns into one set of columns; again from the start where a guess did not hold. */
import { breathe } from "../core/breathe";
import type { Column } from "../core/column";
import type { DatasetFile, OpenOptions, TableReading } from "../core/dataset";
import { fail } from "../core/failure";
import { createMissingMarks } from "./columns/missing-marks";
import { fileColumn } from "./importers/file-column";
import type { FoundTable } from "./importers/find-sources";
import type { ByteSource, ReadOptions, TableAgain, TableHead } from "./importers/importer";
import type { DecodePicture } from "./pictures/decode-picture";
import { createTableBuilder, type TableBuilder } from "./table-builder";
import { fileSetAside } from "./table-warnings";
import { createWarningLog, type WarningLog } from "./warning-log";

export interface OpenContext {
  /** Id of the data set to be made. */
  readonly id: string;
  readonly signal: AbortSignal;
  /** Called for every piece that was read, a hundred times a second: whoever passes it on slows it down. */
  onProgress(progress: { readonly loadedBytes: number; readonly totalBytes: number; readonly rowCount: number }): void;
  /** Called once the first rows are there, texts as they stand in the file; again where a guess had to be changed. */
  onPreview(preview: {
    readonly columns: readonly string[];
    readonly rows: readonly (readonly (string | null)[])[];
  }): void;
  /** Instead of the browser's decoder of pictures, where there is none. */
  readonly decode?: DecodePicture;
}

export interface FoundRows {
  readonly rowCount: number;
  readonly columns: readonly Column[];
  readonly files: readonly DatasetFile[];
  readonly warnings: WarningLog;
}

const previewRows = 100;
/** A very wide table is shown by fewer rows, rather than late. */
const previewCells = 100_000;

/**
 * @param setAside is said to have been passed over.
 * @param totalBytes of all that was dropped, for the progress.
 * Throws failures `import/…`, `import/cancelled` among them.
 */
export async function readTables(
  tables: readonly FoundTable[],
  setAside: readonly ByteSource[],
  options: OpenOptions,
  totalBytes: number,
  context: Omit<OpenContext, "id">,
): Promise<FoundRows> {
  const learned = new Map<FoundTable, TableAgain>();
  for (;;) {
    const attempt = createAttempt(options);
    for (const source of setAside) attempt.warnings.add({ file: source.path }, fileSetAside);
    const again = await tryTables(tables, options, learned, attempt, totalBytes, context);
    if (!again) return finish(tables, attempt);
    learned.set(again.table, again.event);
  }
}

interface Attempt {
  readonly marks: ReturnType<typeof createMissingMarks>;
  readonly warnings: WarningLog;
  readonly builder: TableBuilder;
  readonly readings: Omit<TableReading, "missing">[];
}

function createAttempt(options: OpenOptions): Attempt {
  const marks = createMissingMarks(options.missing);
  const warnings = createWarningLog();
  return { marks, warnings, builder: createTableBuilder(marks, warnings), readings: [] };
}

/** Reads all tables into the attempt's builder; stops where one must be read again. */
async function tryTables(
  tables: readonly FoundTable[],
  options: OpenOptions,
  learned: ReadonlyMap<FoundTable, TableAgain>,
  { builder, warnings, readings }: Attempt,
  totalBytes: number,
  { signal, onProgress, onPreview }: Omit<OpenContext, "id">,
): Promise<{ readonly table: FoundTable; readonly event: TableAgain } | null> {
  let loadedBytes = 0;
  for (const table of tables) {
    const file = table.source.name;
    const lesson = learned.get(table);
    const readOptions: ReadOptions = { ...options, ...lesson?.options };
    if (lesson?.warning) {
      const { line, wording } = lesson.warning;
      warnings.add({ file, line }, () => wording);
    }
    const preview = table === tables[0] ? createPreview(onPreview) : null;
    const count = (bytes: number) => (loadedBytes += bytes);
    throwIfCancelled(signal, file);
    for await (const event of table.importer.read(table.source, readOptions, count)) {
      throwIfCancelled(signal, file);
      if (event.type === "again") return { table, event };
      if (event.type === "warning") {
        const place = event.line === undefined ? { file } : { file, line: event.line };
        warnings.add(place, () => event.wording);
        continue;
      }
      if (event.type === "head") {
        const { names, usualWidths, reading } = event;
        readings.push(reading);
        builder.begin({ file, names, usualWidths, hasHeader: reading.header, decimal: reading.decimal });
        preview?.begin(event);
        await breathe();
        continue;
      }
      preview?.add(event.rows);
      builder.append(event.rows, event.lines);
      onProgress({ loadedBytes: Math.min(loadedBytes, totalBytes), totalBytes, rowCount: builder.rowCount });
      await breathe();
    }
    preview?.end();
  }
  throwIfCancelled(signal, tables[0]?.source.name ?? "");
  return null;
}

async function finish(
  tables: readonly FoundTable[],
  { builder, marks, warnings, readings }: Attempt,
): Promise<FoundRows> {
  const { rowCount, fileStarts } = builder;
  const own = await builder.finish();
  const parts = tables.map(({ source }, index) => ({
    path: source.path,
    from: fileStarts[index] ?? 0,
    to: fileStarts[index + 1] ?? rowCount,
  }));
  const names = new Set(own.map((column) => column.name));
  const columns = parts.length > 1 ? [...own, fileColumn(parts, names)] : own;
  const files = tables.map(({ source }, index): DatasetFile => {
    const reading = readings[index];
    const part = parts[index];
    return {
      name: source.name,
      path: source.path,
      sizeBytes: source.sizeBytes,
      rowCount: part ? part.to - part.from : 0,
      ...(reading ? { reading: { ...reading, missing: marks.found } } : {}),
    };
  });
  return { rowCount, columns, files, warnings };
}

/** Collects the first rows and hands them over as soon as there are enough. */
function createPreview(onPreview: OpenContext["onPreview"]) {
  let columns: readonly string[] = [];
  let rows: (string | null)[][] = [];
  let isShown = false;
  const show = () => {
    isShown = true;
    onPreview({ columns, rows });
    rows = [];
  };
  return {
    begin({ names }: TableHead): void {
      columns = names;
    },
    add(more: readonly (readonly string[])[]): void {
      if (isShown) return;
      for (const row of more.slice(0, previewRows - rows.length)) rows.push(columns.map((_, at) => row[at] || null));
      if (rows.length >= previewRows || rows.length * columns.length >= previewCells) show();
    },
    end(): void {
      if (!isShown) show();
    },
  };
}

export function throwIfCancelled(signal: AbortSignal, file: string): void {
  if (signal.aborted) throw fail("import/cancelled", { file });
}

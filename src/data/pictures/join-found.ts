/** Among the tables beside pictures, finds those that name them. */
import type { OpenOptions } from "../../core/dataset";
import { WorkbenchError } from "../../core/failure";
import type { FoundTable } from "../importers/find-sources";
import type { ByteSource } from "../importers/importer";
import { readTables, type FoundRows, type OpenContext } from "../read-tables";
import { findJoin, joinsBetter, type Join, type JoinFinding } from "./join-table";

export interface JoinedTable {
  readonly rows: FoundRows;
  readonly join: Join;
  readonly tables: readonly FoundTable[];
}

export interface JoinOutcome {
  /** Null where no table names the pictures. */
  readonly joined: JoinedTable | null;
  /** Of tables that could not be read. */
  readonly failures: readonly { readonly source: ByteSource; readonly error: WorkbenchError }[];
  /** What numbers could not be told apart, by the first table of those with its header. */
  readonly doubts: ReadonlyMap<ByteSource, NonNullable<JoinFinding["doubt"]>>;
}

/** Tables with the same header are read as one; of several kinds the one that names most pictures. Throws `import/cancelled`. */
export async function joinFound(
  tables: readonly FoundTable[],
  pictures: readonly ByteSource[],
  options: OpenOptions,
  totalBytes: number,
  context: OpenContext,
): Promise<JoinOutcome> {
  const paths = pictures.map(({ path }) => path);
  const failures: { readonly source: ByteSource; readonly error: WorkbenchError }[] = [];
  const doubts = new Map<ByteSource, NonNullable<JoinFinding["doubt"]>>();
  let joined: JoinedTable | null = null;
  const groups = await groupByHeader(tables, options);
  let readBytes = 0;
  for (const group of groups) {
    const [{ source }] = group;
    const before = readBytes;
    readBytes += group.reduce((sum, table) => sum + table.source.sizeBytes, 0);
    const watched: OpenContext = {
      ...context,
      onProgress: (progress) => context.onProgress({ ...progress, loadedBytes: before + progress.loadedBytes }),
      // Of several kinds of tables it is not known yet which will be shown.
      onPreview: groups.length === 1 ? context.onPreview : () => undefined,
    };
    try {
      const rows = await readTables(group, [], options, totalBytes, watched);
      const { join, doubt } = findJoin(rows.columns, rows.rowCount, paths);
      if (doubt) doubts.set(source, doubt);
      if (join && joinsBetter(join, joined?.join ?? null)) joined = { rows, join, tables: group };
    } catch (error) {
      if (!(error instanceof WorkbenchError) || error.code === "import/cancelled") throw error;
      failures.push({ source, error });
    }
  }
  return { joined, failures, doubts };
}

type Group = [FoundTable, ...FoundTable[]];

async function groupByHeader(tables: readonly FoundTable[], options: OpenOptions): Promise<readonly Group[]> {
  const groups = new Map<string, Group>();
  for (const table of tables) {
    const header = tables.length === 1 ? "" : await headerOf(table, options);
    const group = groups.get(header);
    if (group) group.push(table);
    else groups.set(header, [table]);
  }
  return [...groups.values()];
}

/** A table whose first rows cannot be read is a group of its own, and will say why when it is read. */
async function headerOf({ source, importer }: FoundTable, options: OpenOptions): Promise<string> {
  try {
    for await (const event of importer.read(source, options, () => undefined)) {
      if (event.type !== "head") continue;
      return event.reading.header ? JSON.stringify(event.names.toSorted()) : String(event.names.length);
    }
  } catch (error) {
    if (!(error instanceof WorkbenchError)) throw error;
  }
  return source.path;
}

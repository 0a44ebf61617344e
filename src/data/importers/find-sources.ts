/** Finds the tables among what was dropped: looks into archives and folders, and refuses what is none. */
import { fail } from "../../core/failure";
import type { SourceFile } from "../../core/source-file";
import { fileSource, readHead, withoutEnding } from "./byte-source";
import type { ByteSource, Importer, TableImporter } from "./importer";
import { lookAlike } from "./look-alike";

export interface FoundTable {
  readonly source: ByteSource;
  readonly importer: TableImporter;
}

export interface FoundTables {
  readonly tables: readonly FoundTable[];
  /** Files beside the tables of a folder or archive. */
  readonly setAside: readonly ByteSource[];
}

const headBytes = 1 << 16;
const deepestNesting = 4;
/** A folder's tables; the endings of the second line count only where there is none of the first. */
const endings = [
  ["csv", "tsv", "tab", "psv", "ssv", "zip"],
  ["txt", "dat", "data"],
] as const;

/** Throws `import/unsupported`, `import/empty-file`, `import/directory` and what unpacking throws. */
export async function findTables(files: readonly SourceFile[], importers: readonly Importer[]): Promise<FoundTables> {
  const folderFiles = files.filter((file) => isInFolder(file));
  const single = files.filter((file) => !isInFolder(file)).map(fileSource);
  const chosen = chooseTables(folderFiles.map(fileSource));
  if (folderFiles.length > 0 && chosen.tables.length === 0 && single.length === 0) {
    throw fail("import/directory", { file: folderFiles[0]?.path.split("/").find((part) => part !== "") ?? "" });
  }
  const tables: FoundTable[] = [];
  const setAside = [...chosen.setAside];
  for (const source of [...single, ...chosen.tables]) await unpackInto({ tables, setAside }, source, importers, 0);
  if (tables.length === 0) throw fail("import/directory", { file: "" });
  return { tables, setAside };
}

async function unpackInto(
  found: { readonly tables: FoundTable[]; readonly setAside: ByteSource[] },
  source: ByteSource,
  importers: readonly Importer[],
  depth: number,
): Promise<void> {
  const { bytes } = await readHead(source, headBytes);
  if (bytes.length === 0) throw fail("import/empty-file", { file: source.name });
  const importer = importers.find((candidate) => candidate.matches(bytes, source.name));
  if (importer?.kind === "table") {
    found.tables.push({ source, importer });
    return;
  }
  if (importer?.kind !== "container" || depth >= deepestNesting) {
    const looksLike = lookAlike(bytes, source.name) ?? archive;
    throw fail("import/unsupported", { file: source.name, looksLike });
  }
  const inner = await importer.unpack(source);
  const [only] = inner;
  const chosen = inner.length === 1 && only ? { tables: [only], setAside: [] } : chooseTables(inner);
  if (chosen.tables.length === 0) throw fail("import/archive", { file: source.name, reason: noTable });
  found.setAside.push(...chosen.setAside);
  for (const table of chosen.tables) await unpackInto(found, table, importers, depth + 1);
}

const archive = { en: "an archive within archives", zh: "多层嵌套的压缩包" } as const;
const noTable = { en: "there is no table in it", zh: "其中没有表格" } as const;

function isInFolder({ path }: SourceFile): boolean {
  return path.replace(/^\.?\//, "").includes("/");
}

function chooseTables(sources: readonly ByteSource[]): {
  readonly tables: readonly ByteSource[];
  readonly setAside: readonly ByteSource[];
} {
  const visible = sources.filter(({ name }) => !name.startsWith("."));
  for (const accepted of endings) {
    const isTable = ({ name }: ByteSource) => {
      const bare = withoutEnding(name, ["gz", "gzip"]).toLowerCase();
      return accepted.some((ending) => bare.endsWith(`.${ending}`));
    };
    const tables = visible.filter(isTable);
    if (tables.length > 0) {
      tables.sort((a, b) => (a.path < b.path ? -1 : 1));
      return { tables, setAside: visible.filter((source) => !isTable(source)) };
    }
  }
  return { tables: [], setAside: visible };
}

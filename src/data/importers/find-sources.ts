/** Finds what can be opened among what was dropped: looks into archives and folders, and refuses what is nothing known. */
import { fail, WorkbenchError } from "../../core/failure";
import type { SourceFile } from "../../core/source-file";
import { fileSource, readHead } from "./byte-source";
import { chooseSources, isNotice, isPictureName, type ChosenSources } from "./choose-sources";
import type { ByteSource, ColumnsImporter, Importer, TableImporter } from "./importer";
import { lookAlike } from "./look-alike";
import { findTexts } from "./plain-texts";

export interface FoundTable {
  readonly source: ByteSource;
  readonly importer: TableImporter;
}

/** Files of one format of typed arrays. */
export interface FoundArrays {
  readonly importer: ColumnsImporter;
  readonly sources: ByteSource[];
}

export interface Found {
  readonly tables: FoundTable[];
  /** Believed to be pictures by their names or first bytes. */
  readonly pictures: ByteSource[];
  readonly arrays: FoundArrays[];
  /** Prose, a file a text. */
  readonly texts: ByteSource[];
  /** What stood in a folder or archive beside these. */
  readonly setAside: ByteSource[];
  /** What could not be looked into, beside others that could. */
  readonly refused: { readonly source: ByteSource; readonly error: WorkbenchError }[];
}

const headBytes = 1 << 16;
const deepestNesting = 4;

/**
 * Throws `import/unsupported`, `import/empty-file`, `import/directory` and what unpacking throws; where pictures or arrays are
 * there, what would have been thrown is listed as refused.
 */
export async function findSources(files: readonly SourceFile[], importers: readonly Importer[]): Promise<Found> {
  const found: Found = { tables: [], pictures: [], arrays: [], texts: [], setAside: [], refused: [] };
  const single = files.filter((file) => !isInFolder(file)).map(fileSource);
  const loose = single.every(({ name }) => /\.txt$/i.test(name)) ? await findTexts(single) : [];
  found.texts.push(...loose);
  const chosen = await withoutTexts(found, await chooseSources(files.filter(isInFolder).map(fileSource), importers));
  found.setAside.push(...chosen.setAside);
  found.pictures.push(...chosen.pictures);
  for (const source of [...single.filter((candidate) => !loose.includes(candidate)), ...chosen.opened]) {
    try {
      await lookInto(found, source, importers, 0);
    } catch (error) {
      if (!(error instanceof WorkbenchError)) throw error;
      found.refused.push({ source, error });
    }
  }
  const { tables, pictures, arrays, texts, refused } = found;
  const [first] = refused;
  const isEmpty = pictures.length === 0 && arrays.length === 0 && texts.length === 0;
  if (first && isEmpty) throw first.error;
  if (tables.length === 0 && isEmpty) {
    throw fail("import/directory", { file: files[0]?.path.split("/").find((part) => part !== "") ?? "" });
  }
  return found;
}

/** Takes texts out of what was chosen: of files by themselves, or beside tables that may say more of them. */
async function withoutTexts(found: Found, chosen: ChosenSources): Promise<ChosenSources> {
  if (chosen.pictures.length > 0) return chosen;
  const texts = new Set(await findTexts([...chosen.opened, ...chosen.setAside]));
  found.texts.push(...texts);
  if (texts.size === 0) return chosen;
  const left = [...chosen.opened, ...chosen.setAside].filter((source) => !texts.has(source));
  const isTable = (source: ByteSource) => chosen.opened.includes(source) && !isNotice(source.name);
  return { pictures: [], opened: left.filter(isTable), setAside: left.filter((source) => !isTable(source)) };
}

async function lookInto(
  found: Found,
  source: ByteSource,
  importers: readonly Importer[],
  depth: number,
): Promise<void> {
  // Thousands of pictures are not read twice; what is none will be noticed when it is opened.
  if (isPictureName(source, importers)) {
    found.pictures.push(source);
    return;
  }
  const { bytes } = await readHead(source, headBytes);
  if (bytes.length === 0) throw fail("import/empty-file", { file: source.name });
  const importer = importers.find((candidate) => candidate.matches(bytes, source.name));
  if (importer?.kind === "table") found.tables.push({ source, importer });
  else if (importer?.kind === "picture") found.pictures.push(source);
  else if (importer?.kind === "columns") addArray(found.arrays, importer, source);
  else if (importer && depth < deepestNesting)
    await unpackInto(found, source, await importer.unpack(source), importers, depth);
  else {
    const looksLike = lookAlike(bytes, source.name) ?? archive;
    throw fail("import/unsupported", { file: source.name, looksLike });
  }
}

async function unpackInto(
  found: Found,
  packed: ByteSource,
  inner: readonly ByteSource[],
  importers: readonly Importer[],
  depth: number,
): Promise<void> {
  const [only] = inner;
  const chosen =
    inner.length === 1 && only
      ? { opened: [only], pictures: [], setAside: [] }
      : await withoutTexts(found, await chooseSources(inner, importers));
  if (chosen.opened.length === 0 && chosen.pictures.length === 0 && found.texts.length === 0) {
    throw fail("import/archive", { file: packed.name, reason: nothingKnown });
  }
  found.setAside.push(...chosen.setAside);
  found.pictures.push(...chosen.pictures);
  for (const source of chosen.opened) await lookInto(found, source, importers, depth + 1);
}

function addArray(arrays: FoundArrays[], importer: ColumnsImporter, source: ByteSource): void {
  const known = arrays.find((candidate) => candidate.importer === importer);
  if (known) known.sources.push(source);
  else arrays.push({ importer, sources: [source] });
}

const archive = { en: "an archive within archives", zh: "多层嵌套的压缩包" } as const;
const nothingKnown = { en: "there is no table and no picture in it", zh: "其中没有表格或图片" } as const;

function isInFolder({ path }: SourceFile): boolean {
  return path.replace(/^\.?\//, "").includes("/");
}

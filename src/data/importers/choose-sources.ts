/** What of a folder's or archive's files is meant to be opened, by their names. */
import { readHead, withoutEnding } from "./byte-source";
import type { ByteSource, Importer } from "./importer";

export interface ChosenSources {
  /** Tables, arrays and archives, by path. */
  readonly opened: readonly ByteSource[];
  readonly pictures: readonly ByteSource[];
  readonly setAside: readonly ByteSource[];
}

const tableEndings = ["csv", "tsv", "tab", "psv", "ssv"];
/** May be tables or notes: they count only where nothing else is a table. */
const textEndings = ["txt", "dat", "data"];
const archiveEndings = ["zip", "npz"];
const notices =
  /^(read[ _-]?me|licen[cs]e|copying|notice|authors|citation|change(s|log)|attribution|(sha|md)\d*sums?)\b/i;

export async function chooseSources(
  sources: readonly ByteSource[],
  importers: readonly Importer[],
): Promise<ChosenSources> {
  const visible = sources.filter(({ path }) => !isHidden(path)).toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const pictures = visible.filter((source) => isPictureName(source, importers));
  const arrayEndings = importers.flatMap((importer) => (importer.kind === "columns" ? importer.accepts : []));
  const named = (endings: readonly string[], marks?: string) =>
    visible.filter((source) => hasEnding(source, endings, marks));
  const arrays = named(arrayEndings, ".-");
  const tables = named(tableEndings);
  // Beside loose pictures an archive is a second copy of them; the parts of a large collection stand alone.
  const archives = pictures.length > 0 ? [] : named(archiveEndings);
  const texts = named(textEndings).filter(({ name }) => pictures.length === 0 || !isNotice(name));
  const known = [...arrays, ...tables, ...archives];
  const opened = new Set(known.length > 0 ? known : texts);
  if (opened.size === 0 && pictures.length === 0) pictures.push(...(await unnamedPictures(visible, importers)));
  const isChosen = new Set([...opened, ...pictures]);
  return {
    opened: visible.filter((source) => opened.has(source)),
    pictures,
    setAside: visible.filter((source) => !isChosen.has(source)),
  };
}

export function isPictureName(source: ByteSource, importers: readonly Importer[]): boolean {
  const ending = source.name.slice(source.name.lastIndexOf(".") + 1).toLowerCase();
  return importers.some((importer) => importer.kind === "picture" && importer.accepts.includes(ending));
}

/** Whether a file's name says that it is about the others. */
export function isNotice(name: string): boolean {
  return notices.test(name);
}

/** Whether a file may as well be a note as a table. */
export function mayBeNote(source: ByteSource): boolean {
  return isNotice(source.name) || !hasEnding(source, tableEndings);
}

/** What programs leave behind, within the folder that was dropped. */
function isHidden(path: string): boolean {
  const [, ...inner] = path.replace(/^\.?\//, "").split("/");
  return inner.some((part) => part.startsWith(".") || /^(__MACOSX|Thumbs\.db|desktop\.ini)$/i.test(part));
}

/** Arrays are also named train-images-idx3-ubyte, without a dot. */
function hasEnding({ name }: ByteSource, endings: readonly string[], marks = "."): boolean {
  const bare = withoutEnding(name, ["gz", "gzip"]).toLowerCase();
  return endings.some((ending) => bare.endsWith(ending) && marks.includes(bare.at(-ending.length - 1) ?? " "));
}

/** Collections that name their pictures by numbers only, without an ending. */
async function unnamedPictures(
  sources: readonly ByteSource[],
  importers: readonly Importer[],
): Promise<readonly ByteSource[]> {
  const pictures: ByteSource[] = [];
  for (const source of sources) {
    if (source.name.includes(".") || isNotice(source.name)) continue;
    const { bytes } = await readHead(source, 64);
    const importer = importers.find((candidate) => candidate.matches(bytes, source.name));
    if (importer?.kind === "picture") pictures.push(source);
  }
  return pictures;
}

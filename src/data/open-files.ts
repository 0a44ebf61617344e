/** From dropped files to a data set: tables with the same columns are joined, pictures and texts become rows, arrays are taken as they are. */
import type { Dataset, OpenOptions } from "../core/dataset";
import type { SourceFile } from "../core/source-file";
import { findSources, type Found, type FoundArrays } from "./importers/find-sources";
import type { ByteSource } from "./importers/importer";
import { importers } from "./importers/registry";
import { isLongText } from "./importers/plain-texts";
import { openArrays } from "./open-arrays";
import { openPictures } from "./open-pictures";
import { openTexts } from "./open-texts";
import { picturesUnnamed } from "./pictures/picture-warnings";
import { readTables, throwIfCancelled, type OpenContext } from "./read-tables";
import { nameOfFiles } from "./source-names";

/** Throws failures `import/…`, `import/cancelled` among them. */
export async function openFiles(
  files: readonly SourceFile[],
  options: OpenOptions,
  context: OpenContext,
): Promise<Dataset> {
  throwIfCancelled(context.signal, files[0]?.file.name ?? "");
  const found = await withLongText(await findSources(files, importers), options);
  const totalBytes = files.reduce((sum, { file }) => sum + file.size, 0);
  const dataset = await openFound(found, options, totalBytes, context);
  context.onProgress({ loadedBytes: totalBytes, totalBytes, rowCount: dataset.rowCount });
  return dataset;
}

/** One long text by itself is read as a text, unless it is said how it is a table. */
async function withLongText(found: Found, { delimiter, header, quote }: OpenOptions): Promise<Found> {
  const [table, ...others] = found.tables;
  const isAlone = [found.pictures, found.arrays, found.texts, found.refused].every(({ length }) => length === 0);
  const isAsked = delimiter !== undefined || header !== undefined || quote !== undefined;
  if (!table || others.length > 0 || !isAlone || isAsked || !(await isLongText(table.source))) return found;
  return { ...found, tables: [], texts: [table.source] };
}

async function openFound(
  found: Found,
  options: OpenOptions,
  totalBytes: number,
  context: OpenContext,
): Promise<Dataset> {
  const arrays = heaviestArrays(found);
  if (arrays) {
    const others = everything(found).filter((source) => !arrays.sources.includes(source));
    return openArrays(arrays, others, options, totalBytes, context);
  }
  const pictures = found.pictures.length > 0 ? await openPictures(found, options, totalBytes, context) : null;
  if (pictures) return pictures;
  const hasTexts = found.texts.length > 0 && found.pictures.length === 0;
  const texts = hasTexts ? await openTexts(found, options, totalBytes, context) : null;
  return texts ?? openTables(found, options, totalBytes, context);
}

async function openTables(
  { tables, pictures, arrays, texts, setAside, refused }: Found,
  options: OpenOptions,
  totalBytes: number,
  context: OpenContext,
): Promise<Dataset> {
  const aside = [...setAside, ...texts, ...arrays.flatMap(({ sources }) => sources)];
  const { columns, rowCount, files, warnings } = await readTables(tables, aside, options, totalBytes, context);
  for (const { source, error } of refused) warnings.add({ file: source.path }, () => error.failure.wording.message);
  const [first] = pictures;
  if (first) warnings.add({ file: first.path }, () => picturesUnnamed(pictures.length));
  return {
    id: context.id,
    name: options.name ?? nameOfFiles(tables.map(({ source }) => source)),
    rowCount,
    columns,
    source: { files },
    warnings: warnings.warnings,
    warningCount: warnings.count,
  };
}

/** Arrays beside other things that can be opened: what has most bytes was meant. */
function heaviestArrays({ arrays, pictures, texts, tables }: Found): FoundArrays | null {
  const [heaviest] = arrays.toSorted((a, b) => bytesOf(b.sources) - bytesOf(a.sources));
  const others = bytesOf([...pictures, ...texts, ...tables.map(({ source }) => source)]);
  return heaviest && bytesOf(heaviest.sources) >= others ? heaviest : null;
}

function everything({ arrays, pictures, texts, tables, setAside, refused }: Found): readonly ByteSource[] {
  const known = [...tables, ...refused].map(({ source }) => source);
  return [...arrays.flatMap(({ sources }) => sources), ...pictures, ...texts, ...known, ...setAside];
}

function bytesOf(sources: readonly ByteSource[]): number {
  return sources.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

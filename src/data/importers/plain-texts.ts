/** Which .txt files are texts to be read, each as a whole, and no tables. */
import { WorkbenchError } from "../../core/failure";
import { isNotice } from "./choose-sources";
import { readHead } from "./byte-source";
import type { ByteSource } from "./importer";
import { guessEncoding } from "./table/encoding";
import { looksLikeTable } from "./table/looks-like-table";

const fewestTexts = 2;
/** Of many files so many are looked into, evenly spread. */
const judgedFiles = 9;
const headBytes = 1 << 16;
/** In letters: less is a note, and lines that are shorter in the mean are a list. */
const shortestText = 1_000;
const shortestLine = 16;

/** All of them that are called .txt and are no notes, in the order of their paths; none where most look like tables. */
export async function findTexts(sources: readonly ByteSource[]): Promise<readonly ByteSource[]> {
  const texts = sources
    .filter(({ name }) => /\.txt$/i.test(name) && !isNotice(name))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  if (texts.length < fewestTexts) return [];
  const count = Math.min(judgedFiles, texts.length);
  let tables = 0;
  for (let i = 0; i < count; i++) {
    if (await isTable(texts[Math.floor((i * texts.length) / count)]!)) tables++; // i < count
  }
  return tables * 2 < count ? texts : [];
}

/** The only thing that was dropped is one long text: called .txt, no rows of cells, and no list of single words. */
export async function isLongText(source: ByteSource): Promise<boolean> {
  if (!/\.txt$/i.test(source.name)) return false;
  const { bytes, isWhole } = await readHead(source, headBytes);
  const { encoding } = guessEncoding(bytes, isWhole);
  const text = new TextDecoder(encoding).decode(bytes, { stream: !isWhole });
  const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== "");
  // A Chinese character says about as much as two letters.
  const width = text.length + (text.match(/\p{Script=Han}/gu)?.length ?? 0);
  if (width < shortestText || width < shortestLine * lines.length) return false;
  return !(await isTable(source));
}

async function isTable(source: ByteSource): Promise<boolean> {
  try {
    const { bytes, isWhole } = await readHead(source, headBytes);
    return looksLikeTable(source.name, bytes, isWhole);
  } catch (error) {
    // What cannot be read will say why when it is opened.
    if (error instanceof WorkbenchError) return false;
    throw error;
  }
}

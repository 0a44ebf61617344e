/** Which .txt files are texts to be read, each as a whole, and no tables. */
import { WorkbenchError } from "../../core/failure";
import { isNotice } from "./choose-sources";
import { readHead } from "./byte-source";
import type { ByteSource } from "./importer";
import { looksLikeTable } from "./table/looks-like-table";

const fewestTexts = 2;
/** Of many files so many are looked into, evenly spread. */
const judgedFiles = 9;
const headBytes = 1 << 16;

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

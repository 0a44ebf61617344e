/** Word vectors in text, as word2vec and GloVe write them: a word and its numbers in each line. */
import type { NumberColumn } from "../../../core/column";
import { fail } from "../../../core/failure";
import type { Wording } from "../../../core/wording";
import { wordColumnName } from "../../../core/word-vectors";
import { createTextStore } from "../../columns/text-store";
import { readHead } from "../byte-source";
import type { ByteSource, ColumnsContext, ColumnsImporter, ReadColumns } from "../importer";
import { vectorShape } from "./first-lines";

const headBytes = 1 << 16;
/** Numbers that are kept; the words are in the order of how common they are, so that the rarest are left out. */
const mostNumbers = 3e7;

export const vectorsImporter: ColumnsImporter = {
  id: "vectors",
  kind: "columns",
  accepts: ["vec", "vectors"],
  matches: (head) => vectorShape(decode(head)) !== null,
  async read([source], _options, context): Promise<ReadColumns> {
    if (!source) throw new Error("there is a file to read");
    return readVectors(source, context);
  },
};

const decode = (bytes: Uint8Array) => new TextDecoder("utf-8").decode(bytes);

async function readVectors(source: ByteSource, { signal, onBytes }: ColumnsContext): Promise<ReadColumns> {
  const { bytes } = await readHead(source, headBytes);
  const shape = vectorShape(decode(bytes));
  if (!shape) throw fail("import/unsupported", { file: source.name, looksLike: noVectors });
  const { size, wordCount } = shape;
  const most = Math.max(1, Math.floor(mostNumbers / size));
  const words = createTextStore();
  const rows: Float32Array[] = [];
  const warnings: { readonly file: string; readonly line: number; readonly wording: Wording }[] = [];
  const decoder = new TextDecoder("utf-8");
  let rest = "";
  let line = 0;
  let broken = 0;
  const take = (text: string) => {
    line++;
    if ((line === 1 && wordCount !== null) || text.trim() === "") return;
    const cells = text.trimEnd().split(" ");
    const numbers = Float32Array.from(cells.slice(-size), Number);
    if (cells.length <= size || numbers.some((value) => !Number.isFinite(value))) {
      if (broken++ === 0) warnings.push({ file: source.path, line, wording: badLine });
      return;
    }
    words.append(cells.slice(0, -size).join(" "));
    rows.push(numbers);
  };
  for await (const piece of source.open(onBytes)) {
    if (signal.aborted) throw fail("import/cancelled", { file: source.name });
    const lines = (rest + decoder.decode(piece, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const text of lines) if (rows.length < most) take(text);
    if (rows.length >= most) break;
  }
  if (rows.length < most && rest !== "") take(rest);
  if (rows.length >= most) warnings.push({ file: source.path, line, wording: tooMany(rows.length) });
  const columns = Array.from({ length: size }, (_, at): NumberColumn => {
    return { kind: "number", name: `${at + 1}`, values: Float64Array.from(rows, (numbers) => numbers[at]!) }; // as many as the size
  });
  return {
    columns: [{ kind: "text", name: wordColumnName, ...words.finish() }, ...columns],
    rowCount: rows.length,
    rowsOf: new Map([[source, rows.length]]),
    warnings,
  };
}

const noVectors: Wording = { en: "no word vectors", zh: "并非词向量" };

const badLine: Wording = {
  en: "This line and perhaps others hold no word with its numbers; they were left out.",
  zh: "此行（可能还有其他行）不是一个词及其数字，已略过。",
};

function tooMany(count: number): Wording {
  return {
    en: `The first ${count} words were taken; more would not fit into memory. They usually are the commonest.`,
    zh: `只读取了前 ${count} 个词，更多的放不进内存。靠前的通常是最常见的词。`,
  };
}

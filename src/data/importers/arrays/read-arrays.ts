/** From files of numbers to the columns of a data set: pictures with their labels, or tables. */
import type { Wording } from "../../../core/wording";
import type { Column } from "../../../core/column";
import { fail, WorkbenchError } from "../../../core/failure";
import { categoryColumn } from "../../../core/make-column";
import { readHead } from "../byte-source";
import type { ByteSource, ColumnsContext, ReadColumns, ReadOptions } from "../importer";
import { uniqueNames } from "../../columns/column-names";
import { dataBytes, refuse, type ArrayHeader, type HeaderParser, type Refusal } from "./array-header";
import type { ItemsContext } from "./array-items";
import { readArrayName } from "./array-names";
import { noUse, partOf, type Part } from "./array-part";
import { readNumberColumns } from "./number-columns";
import { defaultSide, readPictures, type PlacedPart } from "./picture-writer";
import { planBlocks, type Block, type NamedPart } from "./plan-blocks";

type Warning = ReadColumns["warnings"][number];

const headBytes = 1 << 16;
/** The most that deflating makes of a byte (RFC 1951: 258 bytes in two bits, and a little for the block). */
const mostUnpacked = 1_032;

/**
 * Reads all files of a format together. One that cannot be read is set aside with a warning where the others still make a data set.
 * Throws `import/array`, `import/cancelled` and what reading throws where they do not.
 */
export async function readArrays(
  sources: readonly ByteSource[],
  parse: HeaderParser,
  options: ReadOptions,
  context: ColumnsContext,
): Promise<ReadColumns> {
  const broken = new Map<ByteSource, WorkbenchError>();
  const parts: Part[] = [];
  for (const source of sources) {
    try {
      parts.push(await openPart(source, parse));
    } catch (error) {
      broken.set(source, failureIn(error));
    }
  }
  for (;;) {
    const sound = parts.filter(({ source }) => !broken.has(source));
    throwWhereLost(sound, parts, broken);
    let current = sound[0]?.source;
    const watched: ItemsContext = {
      signal: context.signal,
      onBytes: (count) => context.onBytes(count),
      onOpen: (source) => (current = source),
    };
    try {
      const read = await readParts(sound, options, watched);
      return { ...read, warnings: [...read.warnings, ...warningsOf(broken)] };
    } catch (error) {
      if (!current) throw error;
      broken.set(current, failureIn(error));
    }
  }
}

async function openPart(source: ByteSource, parse: HeaderParser): Promise<Part> {
  const { bytes } = await readHead(source, headBytes);
  const header = parse(bytes);
  if ("reason" in header) throw failureOf(source, header);
  if (dataBytes(header) > (source.sizeBytes + headBytes) * mostUnpacked) throw failureOf(source, tooMuch(header));
  const part = partOf({ source, header });
  if (!part) throw failureOf(source, noUse(header));
  return part;
}

function failureOf({ name }: ByteSource, { reason, remedy }: Refusal): WorkbenchError {
  return fail("import/array", { file: name, reason, remedy });
}

/** What a file is to blame for; stops, and mistakes of ours, go on. */
function failureIn(error: unknown): WorkbenchError {
  if (error instanceof WorkbenchError && error.code !== "import/cancelled") return error;
  throw error;
}

/** Labels without the pictures they belong to are no data set, nor is nothing. */
function throwWhereLost(
  sound: readonly Part[],
  parts: readonly Part[],
  broken: ReadonlyMap<ByteSource, WorkbenchError>,
): void {
  const [lost] = broken.values();
  if (!lost) return;
  const isMain = (source: ByteSource) =>
    parts.some((part) => part.source === source && part.picture) || readArrayName(source.path).role === "inputs";
  const hasMain = sound.some((part) => part.picture || part.role === "inputs");
  if (sound.length === 0 || (!hasMain && [...broken.keys()].some(isMain))) throw lost;
}

function warningsOf(broken: ReadonlyMap<ByteSource, WorkbenchError>): readonly Warning[] {
  return Array.from(broken, ([source, { failure }]) => {
    const { message, hint } = failure.wording;
    return { file: source.name, wording: { en: `${message.en} ${hint.en}`, zh: `${message.zh}${hint.zh}` } };
  });
}

async function readParts(parts: readonly Part[], options: ReadOptions, context: ItemsContext): Promise<ReadColumns> {
  const { blocks, misfits } = planBlocks(parts);
  const warnings: Warning[] = [...misfits];
  const columns: Column[] = [];
  const rowCount = blocks.reduce((sum, { count }) => sum + count, 0);
  for (const [name, placed] of placeColumns(blocks)) {
    const pictures = placed.filter(isPictures);
    const side = options.imageSize ?? defaultSide;
    const numbers = placed.filter(({ part }) => !part.picture);
    const file = placed[0]?.part.source.name ?? "";
    if (pictures.length > 0) {
      const { column, remarks } = await readPictures(name, pictures, rowCount, side, context);
      columns.push(column);
      warnings.push(...remarks.map((wording) => ({ file, wording })));
    }
    if (numbers.length > 0) {
      const read = await readNumberColumns(name, numbers, rowCount, context);
      columns.push(...read.columns);
      warnings.push(...read.remarks.map((wording) => ({ file, wording })));
    }
  }
  columns.push(...originColumns(blocks, rowCount));
  if (parts.every(({ role }) => role === "labels")) {
    warnings.push({ file: parts[0]?.source.name ?? "", wording: labelsOnly });
  }
  const rowsOf = new Map(blocks.flatMap(({ parts: ofBlock, count }) => ofBlock.map(({ source }) => [source, count])));
  return { columns: withUniqueNames(columns), rowCount, rowsOf, warnings };
}

interface Placed {
  readonly part: NamedPart;
  readonly from: number;
}

function isPictures(placed: Placed): placed is PlacedPart & Placed {
  return placed.part.picture !== null;
}

/** Parts by the column that they fill, pictures first, then labels. */
function placeColumns(blocks: readonly Block[]): ReadonlyMap<string, readonly Placed[]> {
  const columns = new Map<string, Placed[]>();
  let from = 0;
  for (const { parts, count } of blocks) {
    for (const part of parts) {
      const placed = columns.get(part.column);
      if (placed) placed.push({ part, from });
      else columns.set(part.column, [{ part, from }]);
    }
    from += count;
  }
  const rank = (name: string) => ["image", "label"].indexOf(name) & 3; // others last: -1 & 3 is 3
  return new Map([...columns].toSorted(([a], [b]) => rank(a) - rank(b)));
}

/** The subset that the names tell, and the set where there are several. */
function originColumns(blocks: readonly Block[], rowCount: number): readonly Column[] {
  const columnOf = (name: string, valueOf: (block: Block) => string | null) => {
    const values = blocks.flatMap((block) => Array.from({ length: block.count }, () => valueOf(block)));
    return categoryColumn(name, values);
  };
  const columns: Column[] = [];
  if (rowCount > 0 && blocks.some(({ subset }) => subset)) columns.push(columnOf("split", ({ subset }) => subset));
  if (new Set(blocks.map(({ stem }) => stem)).size > 1) columns.push(columnOf("set", ({ stem }) => stem || null));
  return columns;
}

function withUniqueNames(columns: readonly Column[]): readonly Column[] {
  const { names } = uniqueNames(
    columns.map(({ name }) => name),
    columns.length,
  );
  return columns.map((column, i) => ({ ...column, name: names[i] ?? column.name }));
}

function tooMuch(header: ArrayHeader): Refusal {
  return refuse({
    en: `its header promises ${dataBytes(header)} bytes of numbers, far more than the file can hold`,
    zh: `文件头声明有 ${dataBytes(header)} 字节的数据，远超文件所能容纳`,
  });
}

const labelsOnly: Wording = {
  en: "There are labels, but nothing that they belong to. Open the file of pictures together with it.",
  zh: "只有标签，没有对应的内容。请与图片文件一起打开。",
};

/** Builds the columns of one data set from the rows of one or several files with the same columns. */
import { breathe } from "../core/breathe";
import type { Column } from "../core/column";
import { fail } from "../core/failure";
import { createColumnBuilder, type ColumnBuilder } from "./columns/column-builder";
import { growUint32 } from "./columns/growth";
import type { MissingMarks } from "./columns/missing-marks";
import { createNumberReader } from "./columns/number-reader";
import { raggedLong, raggedShort } from "./table-warnings";
import type { Place, WarningLog } from "./warning-log";

export interface FileTable {
  readonly file: string;
  readonly names: readonly string[];
  readonly hasHeader: boolean;
  readonly usualWidths: readonly number[];
  readonly decimal: "." | ",";
}

export interface TableBuilder {
  readonly rowCount: number;
  /** The rows that follow are of this file. Throws `import/columns-differ`. */
  begin(table: FileTable): void;
  append(rows: readonly (readonly string[])[], lines: Uint32Array): void;
  /** First row of each file. */
  readonly fileStarts: readonly number[];
  finish(): Promise<readonly Column[]>;
}

/**
 * The pieces of a very wide table hold a row or two. Such rows wait for others, since going from column to column costs
 * more than the cells: until there are so many rows, or so many cells that building them takes a tenth of a second.
 */
const rowsAtOnce = 64;
const cellsAtOnce = 1 << 18;

export function createTableBuilder(marks: MissingMarks, warnings: WarningLog): TableBuilder {
  const files: FileTable[] = [];
  const fileStarts: number[] = [];
  const lines = createLineIndex();
  let builders: ColumnBuilder[] = [];
  let names: readonly string[] = [];
  /** Builders in the order of the present file's columns. */
  let targets: ColumnBuilder[] = [];
  let numbers = createNumberReader(".");
  let rowCount = 0;
  let waiting: readonly (readonly string[])[] = [];

  const locate = (row: number): Place => {
    const index = fileStarts.findLastIndex((start) => start <= row);
    return { file: files[index]?.file ?? "", line: lines.lineOf(row) };
  };

  const settle = () => {
    const rows = waiting;
    waiting = [];
    for (let column = 0; column < targets.length; column++) {
      const target = targets[column]!; // column < width
      for (let row = 0; row < rows.length; row++) target.append(rows[row]![column] ?? "", numbers); // row < length
    }
  };

  return {
    get rowCount() {
      return rowCount;
    },
    fileStarts,
    begin(table) {
      settle();
      const [first] = files;
      if (first) {
        targets = matchColumns(first, table).map((index) => builders[index]!); // indices of the first file's columns
      } else {
        names = table.names;
        builders = names.map(() => createColumnBuilder(marks));
        targets = builders;
      }
      numbers = createNumberReader(table.decimal);
      files.push(table);
      fileStarts.push(rowCount);
    },
    append(rows, rowLines) {
      const { file, usualWidths } = files.at(-1) ?? { file: "", usualWidths: [] };
      const width = targets.length;
      for (const [index, row] of rows.entries()) {
        const line = rowLines[index] ?? 0;
        lines.add(rowCount + index, line);
        if (row.length === width || isUsual(row, width, usualWidths)) continue;
        const sentence = row.length < width ? raggedShort : raggedLong;
        warnings.add({ file, line }, () => sentence(row.length, width));
      }
      rowCount += rows.length;
      waiting = waiting.length === 0 ? rows : [...waiting, ...rows];
      if (waiting.length >= rowsAtOnce || waiting.length * width >= cellsAtOnce) settle();
    },
    async finish() {
      settle();
      const columns: Column[] = [];
      for (const [index, name] of names.entries()) {
        columns.push(builders[index]!.finish(name, { marks, numbers, warnings, locate })); // one builder a name
        builders[index] = emptyBuilder;
        // Twenty thousand narrow columns should not take twenty thousand turns.
        if (rowCount > 10_000 || index % 256 === 255) await breathe();
      }
      return columns;
    },
  };
}

/** Lets go of what a finished column was built from. */
const emptyBuilder: ColumnBuilder = {
  length: 0,
  append: () => undefined,
  finish: () => {
    throw new Error("this column is finished");
  },
};

function isUsual(row: readonly string[], width: number, usualWidths: readonly number[]): boolean {
  return usualWidths.includes(row.length) && (row.length < width || row.slice(width).every((cell) => cell === ""));
}

/** For each column of a file its index in the first file. */
function matchColumns(first: FileTable, table: FileTable): readonly number[] {
  const differ = (column: string) => fail("import/columns-differ", { file: table.file, first: first.file, column });
  if (!first.hasHeader || !table.hasHeader) {
    if (first.names.length === table.names.length) return table.names.map((_, index) => index);
    const isFirstNarrower = first.names.length < table.names.length;
    const [fewer, more] = isFirstNarrower ? [first.names, table.names] : [table.names, first.names];
    throw differ(more[fewer.length] ?? "");
  }
  const indices = new Map(first.names.map((name, index) => [name, index]));
  const unknown = table.names.find((name) => !indices.has(name));
  if (unknown !== undefined) throw differ(unknown);
  const own = new Set(table.names);
  const absent = first.names.find((name) => !own.has(name));
  if (absent !== undefined) throw differ(absent);
  return table.names.map((name) => indices.get(name) ?? 0);
}

/** Line of each row, kept only where it is not simply one more than that of the row before. */
function createLineIndex() {
  let rows = new Uint32Array(4);
  let lines = new Uint32Array(4);
  let count = 0;
  let expected = -1;
  return {
    add(row: number, line: number): void {
      if (line !== expected) {
        rows = growUint32(rows, count + 1);
        lines = growUint32(lines, count + 1);
        rows[count] = row;
        lines[count] = line;
        count++;
      }
      expected = line + 1;
    },
    lineOf(row: number): number {
      let low = 0;
      let high = count - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (rows[middle]! <= row) low = middle; // middle < count
        else high = middle - 1;
      }
      return (lines[low] ?? 1) + row - (rows[low] ?? row);
    },
  };
}

/** What an importer is: a folder that knows one format, and one line in the registry. */
import type { Column } from "../../core/column";
import type { OpenOptions, TableReading } from "../../core/dataset";
import type { Wording } from "../../core/wording";

/** Bytes that can be read from the beginning as often as needed: a file, or what is packed in one. */
export interface ByteSource {
  /** Without folders. */
  readonly name: string;
  readonly path: string;
  /** Size on disk: packed, where it is packed. */
  readonly sizeBytes: number;
  /** @param onBytes is told how many bytes were taken from disk. */
  open(onBytes?: (count: number) => void): AsyncIterable<Uint8Array<ArrayBuffer>>;
  /** The same bytes with random access; unpacks what is packed. */
  blob(): Promise<Blob>;
}

/** Options of one file, and what an earlier attempt at reading it has taught. */
export interface ReadOptions extends OpenOptions {
  /** Reads on past bytes that the encoding cannot hold. */
  readonly isLenient?: boolean;
}

export interface TableHead {
  readonly type: "head";
  /** Unique names of all columns. */
  readonly names: readonly string[];
  /** Cell counts that are no surprise: of the table, and of most of its rows. */
  readonly usualWidths: readonly number[];
  readonly reading: Omit<TableReading, "missing">;
}

export interface TableRows {
  readonly type: "rows";
  readonly rows: readonly (readonly string[])[];
  /** 1-based line of each row. */
  readonly lines: Uint32Array;
}

export interface TableWarning {
  readonly type: "warning";
  readonly line?: number;
  readonly wording: Wording;
}

/** The guesses did not hold to the end: read the file again with these options. */
export interface TableAgain {
  readonly type: "again";
  readonly options: ReadOptions;
  /** Said once the file has been read again. */
  readonly warning?: { readonly line: number; readonly wording: Wording };
}

export type TableEvent = TableHead | TableRows | TableWarning | TableAgain;

interface ImporterBase {
  readonly id: string;
  /** Endings of file names, without the dot or hyphen before them; a gzip ending behind them is passed over. */
  readonly accepts: readonly string[];
  /** Whether these first bytes are of this format; the name counts where the bytes do not tell. */
  matches(head: Uint8Array<ArrayBuffer>, name: string): boolean;
}

/** Holds other files, which go through the registry again. */
export interface ContainerImporter extends ImporterBase {
  readonly kind: "container";
  unpack(source: ByteSource): Promise<readonly ByteSource[]>;
}

/** Yields one head, then rows. */
export interface TableImporter extends ImporterBase {
  readonly kind: "table";
  read(source: ByteSource, options: ReadOptions, onBytes: (count: number) => void): AsyncIterable<TableEvent>;
}

export interface ColumnsContext {
  /** Throw `import/cancelled` where it is aborted. */
  readonly signal: AbortSignal;
  /** Told how many bytes were taken from disk. */
  onBytes(count: number): void;
}

/** What a columns importer made of its files: a whole data set. */
export interface ReadColumns {
  /** All of `rowCount` rows. */
  readonly columns: readonly Column[];
  readonly rowCount: number;
  /** How many rows each file has values for. */
  readonly rowsOf: ReadonlyMap<ByteSource, number>;
  readonly warnings: readonly { readonly file: string; readonly line?: number; readonly wording: Wording }[];
}

/** Knows a format of typed arrays. All dropped files that it matches are read together, since some only make sense in pairs. */
export interface ColumnsImporter extends ImporterBase {
  readonly kind: "columns";
  read(sources: readonly ByteSource[], options: ReadOptions, context: ColumnsContext): Promise<ReadColumns>;
}

/** A picture a file; all pictures of a drop become one data set. */
export interface PictureImporter extends ImporterBase {
  readonly kind: "picture";
}

export type Importer = ContainerImporter | TableImporter | ColumnsImporter | PictureImporter;

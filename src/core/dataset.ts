import type { Column, ColumnInfo } from "./column";
import type { DatasetEdit } from "./dataset-edit";
import type { Wording } from "./wording";

/** Something the reader of a file should know: a row set aside, a guess that may be wrong. */
export interface DatasetWarning {
  readonly file: string;
  /** 1-based line of the file, where one is to blame. */
  readonly line?: number;
  /** English, for scripts; `wording` has it in every language. */
  readonly message: string;
  readonly wording: Wording;
}

/** How a table's text was read. Every member is a guess that the user can change. */
export interface TableReading {
  readonly encoding: string;
  readonly delimiter: string;
  /** null: quotes are ordinary characters. */
  readonly quote: string | null;
  readonly newline: "\n" | "\r\n" | "\r";
  readonly header: boolean;
  readonly decimal: "." | ",";
  /** Texts that stand for "missing", beside the empty cell. */
  readonly missing: readonly string[];
  /** Lines above the header that were set aside. */
  readonly preamble: number;
}

export interface DatasetFile {
  readonly name: string;
  readonly path: string;
  readonly sizeBytes: number;
  readonly rowCount: number;
  readonly reading?: TableReading;
}

export interface DatasetSource {
  readonly files: readonly DatasetFile[];
  /** The id of the built-in scenario that made these data, all synthetic. */
  readonly sample?: string;
}

/** Named typed columns. Lives in the worker; the page holds a DatasetInfo. */
export interface Dataset {
  readonly id: string;
  readonly name: string;
  readonly rowCount: number;
  readonly columns: readonly Column[];
  readonly source: DatasetSource;
  readonly warnings: readonly DatasetWarning[];
  /** How many there were where `warnings` lists the first thousand only. */
  readonly warningCount?: number;
  /** Corrections laid over the columns as they were opened; undone by leaving out the last. */
  readonly edits?: readonly DatasetEdit[];
  /** The columns that edits have replaced, as they were opened. */
  readonly base?: readonly Column[];
}

/** A red flag about the data, worst first, with the rows it is about where it is about some. */
export interface RedFlag {
  readonly severity: "high" | "medium" | "low";
  readonly message: Wording;
  readonly remedy: Wording;
  readonly columns: readonly string[];
  /** The first thousand of them. */
  readonly rows: readonly number[];
  /** How many there are where `rows` does not list all. */
  readonly rowCount?: number;
}

export interface DatasetInfo {
  readonly id: string;
  readonly name: string;
  readonly rowCount: number;
  readonly columns: readonly ColumnInfo[];
  readonly warnings: readonly DatasetWarning[];
  /** How many warnings there are in all; `warnings` lists the first thousand. */
  readonly warningCount: number;
  readonly redFlags: readonly RedFlag[];
  readonly source: DatasetSource;
  /** SHA-256 of names, kinds and values, in hex: two data sets with the same print are the same data. */
  readonly fingerprint: string;
  readonly sizeBytes: number;
  readonly edits?: readonly DatasetEdit[];
}

/** What the user may say about how to read files; anything left out is guessed. */
export interface OpenOptions {
  readonly name?: string;
  readonly header?: boolean;
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly quote?: string | null;
  readonly decimal?: "." | ",";
  readonly missing?: readonly string[];
  /** Pictures are kept with at most so many pixels on the longer side. */
  readonly imageSize?: number;
}

/** A page of rows for the table: values by column, ready to show. */
export interface RowPage {
  readonly from: number;
  /** Data set row numbers of the page. */
  readonly rows: readonly number[];
  /** [column][row]; null is missing; a time is in milliseconds. */
  readonly values: readonly (readonly (string | number | null)[])[];
}

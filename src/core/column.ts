/** Typed columns of a data set. Missing is NaN for numbers and times, -1 for category codes, the empty text for text. */
export interface NumberColumn {
  readonly kind: "number";
  readonly name: string;
  readonly values: Float64Array<ArrayBuffer>;
  /** Of tokens, as in `InputForm`: each step of a text is a column. Only preprocessing makes such columns. */
  readonly vocabularySize?: number;
}

export interface CategoryColumn {
  readonly kind: "category";
  readonly name: string;
  readonly codes: Int32Array<ArrayBuffer>;
  readonly categories: readonly string[];
}

/** Text kept as UTF-8 bytes: row i is utf8[offsets[i] .. offsets[i + 1]]. */
export interface TextColumn {
  readonly kind: "text";
  readonly name: string;
  readonly utf8: Uint8Array<ArrayBuffer>;
  readonly offsets: Uint32Array<ArrayBuffer>;
}

/** Milliseconds since 1970-01-01 UTC; a wall-clock time without a zone is read as UTC, so that hours stay as written. */
export interface TimeColumn {
  readonly kind: "time";
  readonly name: string;
  readonly values: Float64Array<ArrayBuffer>;
}

/**
 * Pictures as bytes, 0 to 255. Picture i is pixels[starts[i] ..] as [heights[i], widths[i], channels], row-major; width 0 is missing.
 * Taking rows copies no picture: columns share the bytes.
 */
export interface ImageColumn {
  readonly kind: "image";
  readonly name: string;
  /** 1 is grey, 3 red, green and blue. */
  readonly channels: 1 | 3;
  readonly pixels: Uint8Array<ArrayBuffer>;
  readonly starts: Uint32Array<ArrayBuffer>;
  readonly widths: Uint16Array<ArrayBuffer>;
  readonly heights: Uint16Array<ArrayBuffer>;
  /** How a byte becomes a number when it is laid out: byte × gain + bias, by channel; byte / 255 where left out. */
  readonly scaling?: { readonly gain: readonly number[]; readonly bias: readonly number[] };
}

export type Column = NumberColumn | CategoryColumn | TextColumn | TimeColumn | ImageColumn;
export type ColumnKind = Column["kind"];

export const columnKinds: readonly ColumnKind[] = ["number", "category", "text", "time", "image"];

export type ColumnSummary =
  | {
      readonly kind: "number";
      readonly min: number;
      readonly max: number;
      readonly mean: number;
      readonly standardDeviation: number;
      readonly median: number;
      /** Counts of present values in equal bins between min and max. */
      readonly histogram: readonly number[];
    }
  | {
      readonly kind: "category";
      /** Commonest first, at most twelve. */
      readonly top: readonly { readonly category: string; readonly count: number }[];
    }
  | { readonly kind: "text"; readonly meanLength: number; readonly example: string }
  | {
      readonly kind: "time";
      readonly min: number;
      readonly max: number;
      readonly histogram: readonly number[];
    }
  | {
      readonly kind: "image";
      readonly channels: 1 | 3;
      /** Smallest, median and largest, in pixels, of the pictures as they are kept. */
      readonly widths: readonly [number, number, number];
      readonly heights: readonly [number, number, number];
    };

/** What the page knows of a column: never its values. */
export interface ColumnInfo {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly missing: number;
  /** Number of different present values; counted up to a stated cap, so a column at the cap has at least that many. */
  readonly distinct: number;
  /** All categories of a category column with at most 1,000 of them, in code order; else empty. */
  readonly categories: readonly string[];
  /** Set where the values look like an identifier (all different, or a name like "id"): it should not be a feature. */
  readonly idLike: boolean;
  readonly summary: ColumnSummary;
}

/** How rows are dealt out. Fractions are of the whole; `by` names the grouping, ordering or given column. */
export interface SplitRequest {
  readonly kind: "random" | "stratified" | "group" | "time" | "given";
  readonly by?: string;
  readonly validation?: number;
  readonly test?: number;
}

/** Row numbers of a data set, each ascending, no row in two of them. */
export interface Split {
  readonly train: Uint32Array<ArrayBuffer>;
  readonly validation: Uint32Array<ArrayBuffer>;
  readonly test: Uint32Array<ArrayBuffer>;
}

export type Subset = keyof Split;
export const subsets: readonly Subset[] = ["train", "validation", "test"];

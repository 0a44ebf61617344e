/** A correction of a data set by hand. The opened values stay beneath: a data set without edits is exactly what it was. */
export type DatasetEdit =
  /** Rows get another category, which may be a new one. Only for category columns. */
  | {
      readonly kind: "relabel";
      readonly column: string;
      readonly rows: readonly number[];
      readonly category: string;
    }
  /** Rows that take part in nothing: they stay in the table and belong to no subset. */
  | { readonly kind: "exclude"; readonly rows: readonly number[] };

/** Texts of a column with how often each stands in it: the same for a dictionary and for a list of all cells. */
export interface TextSequence {
  readonly size: number;
  textAt(index: number): string;
  countAt(index: number): number;
}

/** Numbers or times read from a sequence. */
export interface ReadValues {
  /** [index]; NaN where missing or bad. */
  readonly values: Float64Array<ArrayBuffer>;
  /** Texts that were neither a value nor a missing mark. */
  readonly badIndices: readonly number[];
  /** Missing marks that were met. */
  readonly marks: ReadonlySet<string>;
}

/** Few enough bad values among enough good ones to read the column all the same: at least 100 and 99.5 %. */
export function isTolerable(good: number, bad: number): boolean {
  return bad === 0 ? good > 0 : good >= 100 && bad <= 0.005 * (good + bad);
}

import type { Subset } from "../../core/split";

/** Fractions of the whole for the two subsets that are not learned from. */
export interface Fractions {
  readonly validation: number;
  readonly test: number;
}

export const defaultFractions: Fractions = { validation: 0.2, test: 0.2 };

/** For each usable row the subset that it goes to; null: to none, because its value in the splitting column is missing. */
export type Deal = readonly (Subset | null)[];

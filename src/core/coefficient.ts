/** A coefficient of a linear model with its standard error, where the solver gives one. */
export interface Coefficient {
  readonly feature: string;
  /** Class it argues for; null for regression and for two classes. */
  readonly category: string | null;
  readonly value: number;
  readonly standardError: number | null;
}

/** The name of the coefficient that stands for no feature. */
export const interceptName = "(intercept)";

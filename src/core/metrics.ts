/** Scores by name. Each is a plain number; NaN where the rows do not define it (no positive case, one row). */
export interface ClassificationMetrics {
  readonly kind: "classification";
  readonly accuracy: number;
  readonly balancedAccuracy: number;
  readonly precision: number;
  readonly recall: number;
  readonly specificity: number;
  readonly npv: number;
  readonly f1: number;
  readonly mcc: number;
  readonly kappa: number;
  readonly rocAuc: number;
  readonly averagePrecision: number;
  readonly logLoss: number;
  readonly brier: number;
  readonly expectedCalibrationError: number;
  /** [actual][predicted], in the order of `categories`. */
  readonly confusion: readonly (readonly number[])[];
  readonly categories: readonly string[];
  /** The category that counts as found; null with more than two classes, where the scores are macro means. */
  readonly positive: string | null;
  readonly perClass: readonly ClassMetrics[];
  readonly weighted: AveragedMetrics;
  readonly micro: AveragedMetrics;
}

export interface AveragedMetrics {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export interface ClassMetrics extends AveragedMetrics {
  readonly category: string;
  readonly support: number;
  readonly specificity: number;
  readonly npv: number;
  /** This class against the rest. */
  readonly rocAuc: number;
}

export interface RegressionMetrics {
  readonly kind: "regression";
  readonly mae: number;
  readonly rmse: number;
  readonly r2: number;
  readonly medianAbsoluteError: number;
  /** Over targets that are not zero, as a fraction. */
  readonly mape: number;
  readonly smape: number;
  readonly bias: number;
}

/** Means over the labels are plain ones, of the labels that define the score. */
export interface MultilabelMetrics {
  readonly kind: "multilabel";
  /** Mean accuracy of the labels: 1 − Hamming loss. */
  readonly accuracy: number;
  /** Share of cases with every label right. */
  readonly exactMatch: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly microF1: number;
  readonly rocAuc: number;
  readonly averagePrecision: number;
  readonly logLoss: number;
  readonly labels: readonly string[];
}

/** Errors over all windows and all steps ahead, in the unit of the target. */
export interface ForecastingMetrics extends Omit<RegressionMetrics, "kind"> {
  readonly kind: "forecasting";
  /** Mean absolute error in units of that of saying the value before, on the training rows (Hyndman and Koehler 2006). */
  readonly mase: number;
  /** The same for each step ahead, the next one first. */
  readonly byHorizon: readonly HorizonScores[];
}

export interface HorizonScores {
  readonly mae: number;
  readonly rmse: number;
  readonly r2: number;
  readonly mase: number;
  readonly smape: number;
}

/** How surprised the model is by each token of texts that it has not seen, the end of a text among them. */
export interface GenerationMetrics {
  readonly kind: "generation";
  /** e to the mean of −ln p: among so many tokens it is as unsure as if it had to guess. */
  readonly perplexity: number;
  readonly bitsPerToken: number;
  /** The same for each character, so that models of words and of characters can be compared. */
  readonly bitsPerCharacter: number;
  /** Where one text is turned into another: the share that is written exactly, the likeliest token at every step. */
  readonly exactMatch?: number;
  /** As above: characters to insert, delete or replace so that all are exact, for each character that was wanted. */
  readonly characterErrorRate?: number;
  /** How many texts the two above are of: of many some drawn by the seed, fewer after a stop. */
  readonly writtenCount?: number;
}

/** Of vectors of words, over pairs of neighbours that are drawn from the texts. */
export interface EmbeddingMetrics {
  readonly kind: "embedding";
  /** Share of the comparisons in which a true neighbour stands before a word drawn by chance, ties half; 0.5 is chance. */
  readonly rankedRight: number;
  /** Mean loss of a pair with its words by chance, which is what is minimised. */
  readonly samplingLoss: number;
  /** How many pairs. */
  readonly pairs: number;
}

/**
 * How well rows are given back. The error of a row is the mean absolute difference of its inputs, which a few large differences sway
 * less than squares; inputs are as they were prepared: pixels from 0 to 1, numbers in standard deviations.
 */
export interface ReconstructionMetrics {
  readonly kind: "reconstruction";
  /** Means over the rows that are like those learned from. */
  readonly mae: number;
  readonly mse: number;
  /** Rows with a larger error are flagged. */
  readonly threshold: number;
  /** Share of the rows like those learned from that are flagged. */
  readonly falseAlarmRate: number;
  /** By the error, and by the flag, where rows of other kinds are known: those count as positive. Else NaN. */
  readonly rocAuc: number;
  readonly averagePrecision: number;
  readonly recall: number;
  readonly specificity: number;
  /** Rows like those learned from. */
  readonly normalCount: number;
  /** Category of the rows learned from; null where all were. */
  readonly normal: string | null;
  /** Every other category beside it. */
  readonly byCategory: readonly CategoryScores[];
}

export interface CategoryScores {
  readonly category: string;
  readonly support: number;
  readonly mae: number;
  /** Share that is flagged. */
  readonly recall: number;
  /** This category against the rows like those learned from. */
  readonly rocAuc: number;
}

export type Metrics =
  | ClassificationMetrics
  | MultilabelMetrics
  | RegressionMetrics
  | ForecastingMetrics
  | GenerationMetrics
  | EmbeddingMetrics
  | ReconstructionMetrics;

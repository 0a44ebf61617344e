/** A model judged: its scores beside those of simple rules, with what is known of how sure they are. */
import type { ForecastRule, JudgedReserve } from "./forecast";
import type {
  ClassificationMetrics,
  ForecastingMetrics,
  Metrics,
  ReconstructionMetrics,
  RegressionMetrics,
} from "./metrics";

/** What rows that are given back are judged beside: the mean training row, or the sum of the main directions in which training rows differ. */
export type ReconstructionRule =
  | { readonly kind: "mean-row" }
  | { readonly kind: "components"; readonly count: number };

/** Errors of rows that were held back from learning, ascending. */
export interface UsualErrors {
  readonly model: Float64Array<ArrayBuffer>;
  /** In the order of the rules. */
  readonly references: readonly Float64Array<ArrayBuffer>[];
}

export interface ReferenceEvaluation {
  readonly rule: ReconstructionRule;
  readonly metrics: ReconstructionMetrics;
  /** By how much the model's ROC AUC is larger, of the same resamples for both; left out with too few, and where nothing is told apart. */
  readonly lead?: Interval;
}

/** A simple rule on the same windows. */
export interface RivalEvaluation {
  readonly rule: ForecastRule;
  readonly metrics: ForecastingMetrics;
  /** By how much the model's mean absolute error is smaller, of the same resamples for both; left out with too few. */
  readonly lead?: Interval;
}

/** What a class or a number over a window is judged beside: what it is now (as in the last row looked back at), or what is commonest (of numbers the mean). */
export type WindowRule = "as-now" | "usual";

/** A simple rule on the same windows. */
export interface WindowRival {
  readonly rule: WindowRule;
  readonly metrics: ClassificationMetrics | RegressionMetrics;
  /** By how much the model is better, in accuracy or in mean absolute error, of the same resamples for both; left out with too few. */
  readonly lead?: Interval;
}

/** Of a forecast that says quantiles, over all windows and steps ahead. */
export interface QuantileEvaluation {
  /** Mean pinball loss over the levels, in the unit of the target: what the quantiles are judged by (Koenker and Bassett 1978). */
  readonly pinball: number;
  /** Ascending. */
  readonly levels: readonly LevelScores[];
  /** Between the lowest and the highest level; left out where there is one level. */
  readonly band?: BandScores;
  /** Every simple rule with the usual spread of its errors around it. */
  readonly rivals: readonly RivalBand[];
}

export interface LevelScores {
  readonly level: number;
  /** Share of the truths that are not above it, which is meant to be the level. */
  readonly below: number;
  readonly pinball: number;
}

export interface BandScores {
  /** How often the truth is meant to be in it. */
  readonly nominal: number;
  readonly covered: number;
  /** Of `covered`; left out with too few windows. */
  readonly interval?: Interval;
  /** Mean width, in the unit of the target. */
  readonly width: number;
  /** [step ahead] */
  readonly coveredByStep: readonly number[];
}

export interface RivalBand {
  readonly rule: ForecastRule;
  readonly pinball: number;
  readonly covered: number;
  readonly width: number;
  /** By how much the model's mean pinball loss is smaller; left out with too few windows. */
  readonly lead?: Interval;
}

/** One series among several, beside the best simple rule over all of them. */
export interface SeriesScores {
  readonly series: string | null;
  /** Its number among all series. */
  readonly number: number;
  /** Windows. */
  readonly n: number;
  readonly mae: number;
  readonly rmse: number;
  readonly mase: number;
  readonly baselineMae: number;
}

export interface Interval {
  readonly low: number;
  readonly high: number;
  /** How it was made, in the field's word. */
  readonly method: "wilson" | "delong" | "bootstrap" | "cluster-bootstrap" | "block-bootstrap";
}

export interface Curve {
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Score at which the point stands; one per point. */
  readonly threshold: readonly number[];
}

/** A model's scores and the baseline's on the same rows; never one without the other. */
export interface Evaluation {
  readonly metrics: Metrics;
  readonly baseline: Metrics;
  /** What the baseline does, in words: "always says normal". */
  readonly baselineRule:
    | { readonly kind: "most-frequent"; readonly category: string }
    | { readonly kind: "label-frequencies" }
    | { readonly kind: "mean"; readonly value: number }
    /** Says what it is now; the probabilities of classes are how often each came in training after the one of now. */
    | { readonly kind: "as-now" }
    /** Probabilities of pairs of tokens, as often as they stood in the training texts. */
    | {
        readonly kind: "bigram";
        /** How a text is turned into another without a model: the rule of the two that is exact more often. */
        readonly turn?: "copy" | "most-frequent";
      }
    /** Knows how common each word is, and nothing of its neighbours. */
    | { readonly kind: "word-frequency" }
    /** The best of the simple rules on these windows, by its mean absolute error. */
    | { readonly kind: "forecast"; readonly rule: ForecastRule; readonly lookBack: number }
    /** The better of the simple rules, by its error on these rows. */
    | { readonly kind: "reconstruction"; readonly rule: ReconstructionRule };
  /** Number of units; rows, or groups where the split is by group. */
  readonly n: number;
  readonly rowCount: number;
  /** What n counts: "rows", "windows", or the name of the grouping column. */
  readonly unit: string;
  /** What `rowCount` counts where that is not rows. */
  readonly rowUnit?: "windows";
  /** 95 % intervals by metric name. */
  readonly intervals: Readonly<Record<string, Interval>>;
  readonly baselineIntervals: Readonly<Record<string, Interval>>;
  /** Receiver operating characteristic: x false-positive rate, y true-positive rate; two classes only. */
  readonly roc?: Curve;
  /** Where several rows belong to one unit (pictures of one patient): the same, each unit counted once. */
  readonly byUnit?: readonly UnitEvaluation[];
  /** Of several labels: each judged by itself as two classes, "no" and the label, in the order of `labels`. */
  readonly byLabel?: readonly Evaluation[];
  /** Of a forecast: every simple rule on the same windows. */
  readonly rivals?: readonly RivalEvaluation[];
  /** Of a class or a number over windows: every simple rule on the same windows. */
  readonly windowRivals?: readonly WindowRival[];
  /** Of rows given back: every simple rule on the same rows. */
  readonly references?: readonly ReferenceEvaluation[];
  /** Of a forecast of several series: each by itself. */
  readonly bySeries?: readonly SeriesScores[];
  /** Of a forecast: what was to be added so that it is enough, learned on validation windows, and how often it was. */
  readonly reserves?: readonly JudgedReserve[];
  /** Of a forecast that says quantiles. */
  readonly quantiles?: QuantileEvaluation;
}

/** How the probabilities of a unit's rows become one: their mean, or the largest of the positive class. */
export type UnitRule = "mean" | "max";

export interface UnitEvaluation {
  /** The column that names the units. */
  readonly unit: string;
  readonly rule: UnitRule;
  /** n counts units. */
  readonly evaluation: Evaluation;
  /** Rows of these units. */
  readonly rowCount: number;
  /** Units left out because their rows differ in their true class. */
  readonly mixed: number;
  /** Rows left out because they name no unit. */
  readonly unnamed: number;
}

/** Forecasts: what is learned of their series beside the model, what was found of these, and how they are looked at. */
import type { Series } from "./series";

/** Sums of the last values, one for each step ahead. */
export interface Autoregression {
  /** [step ahead][lag], the oldest value first. */
  readonly weights: readonly Float64Array<ArrayBuffer>[];
  /** [step ahead] */
  readonly intercepts: Float64Array<ArrayBuffer>;
}

/** Numbers by a key; a list of pairs, so that any name may be a key. */
export type KeyedNumbers = readonly (readonly [key: string, value: number])[];

/** What the simple rules beside a forecast have learned from training rows. */
export interface LearnedRules {
  readonly autoregression: Autoregression;
  /** Mean values by weekday and hour, of each series and over all; null where times have none. */
  readonly means: KeyedNumbers | null;
  /** Mean absolute difference of neighbouring values, of each series and over all. */
  readonly scales: KeyedNumbers;
}

/** What a forecast is judged beside: the value before, the one a day or a week earlier, the training mean of the weekday and hour, a linear autoregression. */
export type ForecastRule = "last-value" | "last-day" | "last-week" | "weekday-mean" | "autoregression";

/** How much is to be added to a forecast, or to its highest quantile where it has some, so that the truth seldom passes it. */
export interface Reserve {
  /** How often it is to be enough. */
  readonly share: number;
  /** [step ahead], a quantile of what was missing on validation windows. */
  readonly added: readonly number[];
  /** The same of whole days: what would have been enough for all values of a day. Left out where the days are too few or there are none. */
  readonly addedByDay?: readonly number[];
}

/** A reserve, and how often it was enough. */
export interface JudgedReserve extends Reserve {
  /** Share of all values to come that did not pass the forecast with the reserve. */
  readonly covered: number;
  /** [step ahead]: of the days whose values were all forecast so many steps before, how many had enough all day long. */
  readonly days?: readonly EnoughDays[];
}

export interface EnoughDays {
  readonly enough: number;
  readonly count: number;
  /** 95 % interval of the share (Wilson), days counting as independent. */
  readonly low: number;
  readonly high: number;
}

/** How far the truth was from a simple rule on validation windows, or where these are too few on training windows: the band around it. */
export interface RuleSpread {
  readonly rule: ForecastRule;
  /** [step ahead][level] */
  readonly added: readonly (readonly number[])[];
}

/** Of a forecast that says quantiles. */
export interface QuantileMemory {
  readonly levels: readonly number[];
  readonly spreads: readonly RuleSpread[];
  /** [step ahead], by which the band is made wider so that it held as often as it says on validation windows; left out where these are too few. */
  readonly margins?: readonly number[];
}

/** All that a forecast needs beside its model to be made and judged on any data: plain, and saved with the model. */
export interface ForecastMemory {
  /** The model is given the target's past less this mean, in units of this deviation; both of training rows. */
  readonly mean: number;
  readonly deviation: number;
  /** The regular step that was learned. */
  readonly step: number;
  readonly rules: LearnedRules;
  /** Empty where validation windows are too few. */
  readonly reserves: readonly Reserve[];
  readonly quantiles?: QuantileMemory;
}

/** What a class or a number over windows needs beside its model to be told and judged on any data: plain, and saved with the model. */
export interface WindowMemory {
  /** The model is given the target's past less this mean, in units of this deviation; left out of classes, and where the past is not given. */
  readonly mean?: number;
  readonly deviation?: number;
  /** The regular step that was learned. */
  readonly step: number;
  /** [class now][class of the answer], share of the training windows; left out of numbers, and where now itself is asked for. */
  readonly follows?: readonly (readonly number[])[];
}

/** What was found of the series, for words on the page. */
export interface SeriesFacts extends Pick<Series, "step" | "isDated"> {
  readonly count: number;
}

/** One series with what was forecast of it. */
export interface ForecastTrack {
  /** All series by name, in their order; null is one without a name. */
  readonly names: readonly (string | null)[];
  /** Which of them this is. */
  readonly series: number;
  readonly step: number;
  readonly isDated: boolean;
  /** [place], as in `Series`. */
  readonly times: Float64Array<ArrayBuffer>;
  /** [place], data set row numbers. */
  readonly rows: Uint32Array<ArrayBuffer>;
  /** [place], NaN where missing. */
  readonly actual: Float64Array<ArrayBuffer>;
  /** [step ahead][place from `firstPlace`]: what was said of the place so many steps before; NaN where nothing was. */
  readonly predicted: readonly Float64Array<ArrayBuffer>[];
  /** The same of the lowest and the highest quantile, and how often the truth is meant to be between them. */
  readonly band?: {
    readonly nominal: number;
    readonly low: readonly Float64Array<ArrayBuffer>[];
    readonly high: readonly Float64Array<ArrayBuffer>[];
  };
  readonly firstPlace: number;
}

/** One series with how badly windows of it come back. */
export interface ScoreTrack extends Pick<ForecastTrack, "names" | "series" | "step" | "isDated" | "times" | "rows"> {
  /** [place], the error of the window that ends there; NaN where none does. */
  readonly errors: Float64Array<ArrayBuffer>;
  /** [place], 1 where that window is one of the test windows. */
  readonly areTest: Uint8Array<ArrayBuffer>;
  /** A larger error is flagged. */
  readonly threshold: number;
  /** Rows of a window. */
  readonly lookBack: number;
  /** The inputs that are numbers, by place, as they were opened. */
  readonly columns: readonly { readonly name: string; readonly values: Float64Array<ArrayBuffer> }[];
}

/** The last validation windows of a run, or training windows without any, as the model of the moment answers them: of a forecast, of a class or of a number over windows. */
export interface ForecastLook {
  /** Of classes: the one whose coming is drawn, 1 where it came and its probability before; null of numbers. */
  readonly category: string | null;
  /** Epochs done. */
  readonly epoch: number;
  readonly isDated: boolean;
  /** [window], time of the first value to come. */
  readonly times: readonly number[];
  readonly actual: readonly number[];
  /** The first step ahead. */
  readonly predicted: readonly number[];
}

/** What comes after the last known value of each series. */
export interface ComingValues {
  readonly isDated: boolean;
  /** [series], the name of each; null without one. */
  readonly names: readonly (string | null)[];
  /** [series][step ahead], in milliseconds since 1970 where dated. */
  readonly times: readonly (readonly number[])[];
  /** The last known values before, oldest first: to draw it after its history. */
  readonly history: readonly { readonly times: readonly number[]; readonly values: readonly number[] }[];
  readonly reserves: readonly Reserve[];
  /** As far as they were learned, which is the horizon: [series][step ahead][level], null where nothing was forecast. */
  readonly quantiles?: {
    readonly levels: readonly number[];
    readonly values: readonly (readonly (readonly number[])[] | null)[];
  };
}

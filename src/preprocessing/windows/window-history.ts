import type { ForecastMemory } from "../../core/forecast";
import type { Series } from "../../core/series";
import type { Subset } from "../../core/split";
import type { SeriesWindow } from "../../core/task";

/** Where windows come from: all that the simple rules beside a forecast are made from. */
export interface WindowHistory extends Pick<SeriesWindow, "lookBack" | "horizon"> {
  readonly series: Series;
  /** [place], the target, or its class; NaN where missing. */
  readonly values: Float64Array<ArrayBuffer>;
  /** Places of training rows, ascending. */
  readonly trainPlaces: Uint32Array<ArrayBuffer>;
  /** By subset, the place of the last row that each sample looks back at. */
  readonly ends: Readonly<Record<Subset, Uint32Array<ArrayBuffer>>>;
  /** In which the target's own past is given to the model; null where that is of classes, or not given. */
  readonly unit: Pick<ForecastMemory, "mean" | "deviation"> | null;
}

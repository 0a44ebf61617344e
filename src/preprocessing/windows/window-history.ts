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
}

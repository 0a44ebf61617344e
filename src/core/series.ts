/** One or several series: the rows of a data set in order, by series and within each by time. A place is a position in this order. */
export interface Series {
  /** [place], data set row numbers; those of one series stand together. */
  readonly rows: Uint32Array<ArrayBuffer>;
  /** [place], milliseconds since 1970, the value of a number column, or the position within the series; ascending within each, no time twice. */
  readonly times: Float64Array<ArrayBuffer>;
  /** [place], number of the series from 0. */
  readonly numbers: Uint32Array<ArrayBuffer>;
  /** [place], where the run of regular steps begins that the place is in: a gap or another series ends a run. */
  readonly runStarts: Uint32Array<ArrayBuffer>;
  /** By number of the series; one without a name where no column tells them apart. */
  readonly names: readonly (string | null)[];
  /** The regular step, in the unit of `times`. */
  readonly step: number;
  /** Whether times are points of the calendar. */
  readonly isDated: boolean;
}

/** Times that differ by a step give or take a tenth of it follow each other: months are not equally long, and clocks not exact. */
export const stepTolerance = 0.1;

/** Missing values by the last one before in the same run, at most `reach` places earlier; NaN where there is none. */
export function fillForward(values: Float64Array, runStarts: Uint32Array, reach: number): Float64Array<ArrayBuffer> {
  let known = -1;
  return Float64Array.from(values, (value, place) => {
    if (!Number.isNaN(value)) known = place;
    const isNear = known >= runStarts[place]! && place - known <= reach; // aligned
    return isNear ? values[known]! : NaN; // known is a place, not before its run
  });
}

/** Curves as data: one by one, and joined over their common axis. */
export interface CurveSeries {
  readonly id: string;
  readonly label: string;
  readonly color: string;
  readonly isDashed?: boolean;
  /** What lies between two curves. */
  readonly isBand?: boolean;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

type CurveRow = Record<string, number>;

/** One row for each x with the value of every curve that has one there. */
export function joinSeries(series: readonly CurveSeries[]): CurveRow[] {
  const rows = new Map<number, CurveRow>();
  for (const { id, points } of series) {
    for (const { x, y } of points) {
      const row = rows.get(x) ?? { x };
      if (Number.isFinite(y)) row[id] = y;
      rows.set(x, row);
    }
  }
  return [...rows.values()].toSorted((a, b) => (a["x"] ?? 0) - (b["x"] ?? 0));
}

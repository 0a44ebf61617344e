import type { ReactNode } from "react";
import type { ColumnKind } from "../../core/column";

/** A column of a data table as it is shown. */
export interface TableColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  /** What stands in the head beside the name: kind, histogram, menu. */
  readonly head?: ReactNode;
  /** Pixels; by default by kind. */
  readonly width?: number;
  /** How a present value is written, with the row number of the data set; by default by kind. */
  readonly show?: (value: string | number, row: number) => ReactNode;
}

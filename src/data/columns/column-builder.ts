/** Builds one column cell by cell, in the leanest form that holds what has come so far. */
import type { Column } from "../../core/column";
import { createNumberCells } from "./cells";
import type { MissingMarks } from "./missing-marks";
import type { NumberReader } from "./number-reader";
import { generalise, settleColumn, type AnyCells, type SettleContext } from "./settle-column";

export interface ColumnBuilder {
  readonly length: number;
  append(text: string, numbers: NumberReader): void;
  /** The column; its kind is decided over all cells. */
  finish(name: string, context: SettleContext): Column;
}

export function createColumnBuilder(marks: MissingMarks): ColumnBuilder {
  let cells: AnyCells = createNumberCells(marks);
  return {
    get length() {
      return cells.length;
    },
    append(text, numbers) {
      if (!cells.append(text, numbers)) cells = generalise(cells, { marks, numbers });
    },
    finish: (name, context) => settleColumn(name, cells, context),
  };
}

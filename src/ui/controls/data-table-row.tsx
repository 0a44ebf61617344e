/** One row in sight of a data table: its number, and the cells in sight. */
import type { ReactNode } from "react";
import { useFormat, useMessages, type Format } from "../../i18n/locale";
import type { ColumnPlace } from "./column-window";
import classes from "./data-table.module.css";
import type { RowPages } from "./row-pages";
import type { TableColumn } from "./table-column";

export interface DataTableRowProps {
  /** Place in the table, from 0. */
  readonly row: number;
  readonly top: number;
  readonly height: number;
  readonly columns: readonly TableColumn[];
  readonly gutter: number;
  readonly places: readonly ColumnPlace[];
  readonly pages: RowPages;
  readonly isSelected: boolean;
  readonly onPickRow?: (row: number) => void;
}

export function DataTableRow(props: DataTableRowProps) {
  const { row, top, height, gutter, columns, places, pages, isSelected, onPickRow } = props;
  const format = useFormat();
  const words = useMessages().app.controls;
  const id = pages.rowId(row);
  const number = id === undefined ? "" : format.number(id + 1);
  return (
    <div
      role="row"
      aria-rowindex={row + 2}
      className={classes.row}
      style={{ top, height }}
      data-selected={isSelected || undefined}
    >
      <div role="rowheader" aria-colindex={1} className={classes.gutter} style={{ width: gutter }}>
        {id !== undefined && onPickRow ? (
          <button
            type="button"
            className={classes.pick}
            aria-label={isSelected ? words.rowSelected(number) : words.row(number)}
            aria-pressed={isSelected}
            onClick={() => onPickRow(id)}
          >
            {number}
          </button>
        ) : (
          <>
            {number}
            {isSelected && <span className="lb-hidden">{words.rowSelected(number)}</span>}
          </>
        )}
      </div>
      {places.map(({ index, start, width }) => (
        <div
          key={index}
          role="cell"
          aria-colindex={index + 2}
          className={classes.cell}
          data-kind={columns[index]?.kind}
          style={{ insetInlineStart: start, width }}
        >
          {cellContent(pages.value(row, index), id ?? row, columns[index], format, words.missing)}
        </div>
      ))}
    </div>
  );
}

function cellContent(
  value: string | number | null | undefined,
  row: number,
  column: TableColumn | undefined,
  format: Format,
  missing: string,
): ReactNode {
  if (value === undefined) return <span className={classes.skeleton} />;
  if (value === null) {
    return (
      <span className={classes.missing}>
        <span aria-hidden>·</span>
        <span className="lb-hidden">{missing}</span>
      </span>
    );
  }
  if (column?.show) return column.show(value, row);
  if (typeof value === "string") return value;
  // As in the file: without thousands marks, without the dust of binary fractions.
  return column?.kind === "time" ? format.dataTime(value) : String(Number(value.toPrecision(12)));
}

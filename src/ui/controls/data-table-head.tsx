/** The head of a data table: the columns in sight, each with its name and what was put beside it. */
import { useMessages } from "../../i18n/locale";
import type { ColumnPlace } from "./column-window";
import classes from "./data-table.module.css";
import type { TableColumn } from "./table-column";

export interface DataTableHeadProps {
  readonly columns: readonly TableColumn[];
  readonly places: readonly ColumnPlace[];
  readonly height: number;
  readonly gutter: number;
}

export function DataTableHead({ columns, places, height, gutter }: DataTableHeadProps) {
  const words = useMessages().app.controls;
  return (
    <div role="rowgroup" className={classes.head} style={{ height }}>
      <div role="row" aria-rowindex={1}>
        <div role="columnheader" aria-colindex={1} className={classes.corner} style={{ width: gutter }}>
          <span className="lb-hidden">{words.rowNumber}</span>
        </div>
        {places.map(({ index, start, width }) => {
          const column = columns[index];
          return (
            <div
              key={index}
              role="columnheader"
              aria-colindex={index + 2}
              className={classes.columnHead}
              style={{ insetInlineStart: start, width }}
            >
              <span className={classes.columnName} title={column?.name} data-kind={column?.kind}>
                {column?.name}
              </span>
              {column?.head}
            </div>
          );
        })}
      </div>
    </div>
  );
}

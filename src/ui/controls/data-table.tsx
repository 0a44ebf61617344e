/** A table of any length and width: only what is in sight exists, rows come in pages. Scrolls by keyboard. */
import { useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import type { ColumnKind } from "../../core/column";
import { useMessages } from "../../i18n/locale";
import { columnEdges, columnWindow, fillRoom } from "./column-window";
import { DataTableHead } from "./data-table-head";
import { DataTableRow } from "./data-table-row";
import classes from "./data-table.module.css";
import { RetryBox } from "./retry-box";
import { createRowPages, type FetchRows } from "./row-pages";
import { rowWindow } from "./row-window";
import { ScrollRegion } from "./scroll-region";
import type { TableColumn } from "./table-column";
import { useView } from "./use-view";

export interface DataTableProps {
  readonly caption: string;
  /** In the order of the values of a page. */
  readonly columns: readonly TableColumn[];
  readonly rowCount: number;
  /** Rows from (included) to (excluded). Keep the same function for the same rows: another one starts the table anew. */
  readonly fetchRows: FetchRows;
  /** CSS height of the table; it takes less where there are fewer rows. */
  readonly height?: string;
  /** Height of the head in pixels: more where it holds histograms. */
  readonly headHeight?: number;
  /** Row numbers of the data set that are marked. */
  readonly selected?: ReadonlySet<number>;
  /** Makes the row numbers buttons. Called with the row number of the data set. */
  readonly onPickRow?: (row: number) => void;
}

const rowPx = 28;
const gutterPx = 72;
const widths: Record<ColumnKind, number> = { number: 112, category: 136, text: 220, time: 148, image: 96 };
/** While the user flies over pages none is asked for. */
const restMs = 40;

export function DataTable(props: DataTableProps) {
  const { caption, columns, rowCount, fetchRows, height = "60vh", headHeight = 32, selected, onPickRow } = props;
  const words = useMessages().app.controls;
  const scroller = useRef<HTMLDivElement>(null);
  const view = useView(scroller);
  const { first, last, offset, canvasHeight } = rowWindow(rowCount, rowPx, view.top, view.height - headHeight);
  const pages = useMemo(
    () => createRowPages(fetchRows, rowCount, columns.length),
    [fetchRows, rowCount, columns.length],
  );
  useSyncExternalStore(pages.subscribe, pages.version);
  useEffect(() => {
    const timer = setTimeout(() => pages.want(first, last), restMs);
    return () => clearTimeout(timer);
  }, [pages, first, last]);
  const edges = useMemo(() => {
    const usual = columns.map(({ width, kind }) => width ?? widths[kind]);
    // A text is read further where there is room for it.
    const canGrow = columns.map(({ kind }) => kind === "text");
    return columnEdges(fillRoom(usual, canGrow, view.width - gutterPx), gutterPx);
  }, [columns, view.width]);
  const places = columnWindow(edges, view.left, view.width);
  const rows = Array.from({ length: last - first }, (_, index) => first + index);
  const failure = pages.failure();
  return (
    <div className={classes.frame}>
      {failure !== null && <RetryBox error={failure} onRetry={() => pages.want(first, last)} />}
      <ScrollRegion
        ref={scroller}
        className={classes.scroller}
        style={{ maxHeight: height }}
        label={words.tableScroll(caption)}
      >
        <div
          role="table"
          aria-label={caption}
          aria-rowcount={rowCount + 1}
          aria-colcount={columns.length + 1}
          aria-busy={rows.some((row) => pages.rowId(row) === undefined)}
          className={classes.table}
          style={{ width: edges.at(-1), height: canvasHeight + headHeight }}
        >
          <DataTableHead columns={columns} places={places} height={headHeight} gutter={gutterPx} />
          <div role="rowgroup" className={classes.body} style={{ top: headHeight + offset }}>
            {rows.map((row, place) => (
              <DataTableRow
                key={row}
                row={row}
                top={place * rowPx}
                height={rowPx}
                gutter={gutterPx}
                columns={columns}
                places={places}
                pages={pages}
                isSelected={selected?.has(pages.rowId(row) ?? -1) ?? false}
                {...(onPickRow ? { onPickRow } : {})}
              />
            ))}
          </div>
        </div>
        {rowCount === 0 && <p className={classes.nothing}>{words.noRows}</p>}
      </ScrollRegion>
    </div>
  );
}

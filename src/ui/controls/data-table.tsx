/** A table of any length and width: only what is in sight exists, rows come in pages. Scrolls by keyboard. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState, type ReactNode } from "react";
import type { ColumnKind } from "../../core/column";
import { toFailure } from "../../core/failure";
import { useFormat, useMessages } from "../../i18n/locale";
import { Button } from "@mantine/core";
import { DataTableRow, gutterPx } from "./data-table-row";
import classes from "./data-table.module.css";
import { FailureBox } from "./failure-box";
import { useRowPages, type FetchRows } from "./row-pages";
import { rowWindow } from "./row-window";

export interface TableColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  /** What stands in the head beside the name: kind, histogram, menu. */
  readonly head?: ReactNode;
  /** Pixels; by default by kind. */
  readonly width?: number;
  /** How a present value is written; by default by kind. */
  readonly show?: (value: string | number) => ReactNode;
}

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
const widths: Record<ColumnKind, number> = { number: 112, category: 136, text: 220, time: 148 };

export function DataTable(props: DataTableProps) {
  const { caption, columns, rowCount, fetchRows, height = "60vh", headHeight = 32, selected, onPickRow } = props;
  const words = useMessages().app.controls;
  const format = useFormat();
  const scroller = useRef<HTMLDivElement>(null);
  const view = useScroll(scroller);
  const window = rowWindow(rowCount, rowPx, view.top, Math.max(0, view.height - headHeight));
  const pages = useRowPages(fetchRows, columns.length, rowCount, window.first, window.last);
  const across = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => columns[index]?.width ?? widths[columns[index]?.kind ?? "text"],
    overscan: 3,
    paddingStart: gutterPx,
  });
  useEffect(() => across.measure(), [across, columns]);
  const inSight = across.getVirtualItems();
  const rows = Array.from({ length: window.last - window.first }, (_, index) => window.first + index);
  return (
    <div className={classes.frame}>
      {pages.failure !== null && (
        <FailureBox
          failure={toFailure(pages.failure)}
          action={
            <Button size="compact-sm" variant="default" onClick={pages.retry}>
              {words.tryAgain}
            </Button>
          }
        />
      )}
      {/* A region that scrolls must be reached by the keyboard. */}
      <div
        ref={scroller}
        className={classes.scroller}
        style={{ maxHeight: height }}
        tabIndex={0}
        role="region"
        aria-label={words.tableScroll(caption)}
      >
        <div
          role="table"
          aria-label={caption}
          aria-rowcount={rowCount + 1}
          aria-colcount={columns.length + 1}
          aria-busy={rows.some((row) => pages.rowId(row) === undefined)}
          className={classes.table}
          style={{ width: across.getTotalSize(), height: window.canvasHeight + headHeight }}
        >
          <div role="rowgroup" className={classes.head} style={{ height: headHeight }}>
            <div role="row" aria-rowindex={1}>
              <div role="columnheader" aria-colindex={1} className={classes.corner} style={{ width: gutterPx }}>
                <span className="lb-hidden">{words.rowNumber}</span>
              </div>
              {inSight.map(({ index, start, size }) => {
                const column = columns[index];
                return (
                  <div
                    key={index}
                    role="columnheader"
                    aria-colindex={index + 2}
                    className={classes.columnHead}
                    style={{ insetInlineStart: start, width: size }}
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
          <div role="rowgroup" className={classes.body} style={{ top: headHeight + window.offset }}>
            {rows.map((row, place) => (
              <DataTableRow
                key={row}
                row={row}
                top={place * rowPx}
                height={rowPx}
                columns={columns}
                inSight={inSight}
                pages={pages}
                isSelected={selected?.has(pages.rowId(row) ?? -1) ?? false}
                {...(onPickRow ? { onPickRow } : {})}
                format={format}
              />
            ))}
          </div>
        </div>
        {rowCount === 0 && <p className={classes.nothing}>{words.noRows}</p>}
      </div>
    </div>
  );
}

/** Where an element is scrolled to and how much of it shows, in pixels. */
function useScroll(element: React.RefObject<HTMLElement | null>): { readonly top: number; readonly height: number } {
  const [view, setView] = useState({ top: 0, height: 0 });
  useEffect(() => {
    const node = element.current;
    if (!node) return;
    const look = () => setView({ top: node.scrollTop, height: node.clientHeight });
    look();
    node.addEventListener("scroll", look, { passive: true });
    const observer = new ResizeObserver(look);
    observer.observe(node);
    return () => {
      node.removeEventListener("scroll", look);
      observer.disconnect();
    };
  }, [element]);
  return view;
}

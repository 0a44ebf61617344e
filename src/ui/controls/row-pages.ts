/** Pages of rows, fetched when they come into sight and forgotten when they are long out of it. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { RowPage } from "../../core/dataset";

export type FetchRows = (from: number, to: number) => Promise<RowPage>;

/** Values of a page at most: a wide table has shorter pages. */
const valuesAPage = 20_000;
const longestPage = 200;
const shortestPage = 8;
const pagesKept = 24;
/** While the user flies over pages none is asked for. */
const restMs = 40;

export function pageLength(columnCount: number): number {
  return Math.min(longestPage, Math.max(shortestPage, Math.floor(valuesAPage / Math.max(1, columnCount))));
}

export interface RowPages {
  /** Value of a row, undefined while it is on its way. */
  value(row: number, column: number): string | number | null | undefined;
  /** Row number of the data set at a place of the table; undefined while it is on its way. */
  rowId(row: number): number | undefined;
  readonly failure: unknown;
  retry(): void;
}

/** Starts anew whenever `fetchRows` is another function: keep it the same for the same rows. */
export function useRowPages(
  fetchRows: FetchRows,
  columnCount: number,
  rowCount: number,
  first: number,
  last: number,
): RowPages {
  const length = pageLength(columnCount);
  const pages = useRef(new Map<number, RowPage | "asked">());
  const [, setArrivals] = useState(0);
  const [failure, setFailure] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  const source = useRef(fetchRows);
  if (source.current !== fetchRows) {
    source.current = fetchRows;
    pages.current = new Map();
  }
  useEffect(() => {
    const known = pages.current;
    let isCurrent = true;
    const ask = async (page: number) => {
      const from = page * length;
      known.set(page, "asked");
      try {
        known.set(page, await fetchRows(from, Math.min(rowCount, from + length)));
        forgetFarPages(known, page);
        if (source.current === fetchRows) setArrivals((count) => count + 1);
      } catch (error) {
        known.delete(page);
        if (source.current === fetchRows) setFailure(error);
      }
    };
    const askForMissing = () => {
      if (!isCurrent) return;
      for (let page = Math.floor(first / length); page * length < Math.min(last, rowCount); page++) {
        if (!known.has(page)) void ask(page);
      }
    };
    if (known.size === 0) askForMissing();
    const timer = setTimeout(askForMissing, restMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [fetchRows, rowCount, length, first, last, attempt]);
  useEffect(() => setFailure(null), [fetchRows]);
  const at = (row: number) => {
    const page = pages.current.get(Math.floor(row / length));
    return page === undefined || page === "asked" ? undefined : page;
  };
  return {
    value(row, column) {
      const page = at(row);
      return page && (page.values[column]?.[row - page.from] ?? null);
    },
    rowId(row) {
      const page = at(row);
      return page?.rows[row - page.from];
    },
    failure,
    retry: useCallback(() => {
      setFailure(null);
      setAttempt((count) => count + 1);
    }, []),
  };
}

function forgetFarPages(pages: Map<number, RowPage | "asked">, near: number): void {
  if (pages.size <= pagesKept) return;
  const farthest = [...pages.keys()].sort((a, b) => Math.abs(b - near) - Math.abs(a - near));
  for (const page of farthest.slice(0, pages.size - pagesKept)) pages.delete(page);
}

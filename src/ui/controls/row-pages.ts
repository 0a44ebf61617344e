/** Pages of rows: fetched when they come into sight, forgotten when they are long out of it. */
import type { RowPage } from "../../core/dataset";

export type FetchRows = (from: number, to: number) => Promise<RowPage>;

export interface RowPages {
  /** Fetches what is missing of the rows first .. last - 1. */
  want(first: number, last: number): void;
  /** Value at a place; undefined while it is on its way. */
  value(row: number, column: number): string | number | null | undefined;
  /** Row number of the data set; undefined while it is on its way. */
  rowId(row: number): number | undefined;
  /** Why the last page could not be fetched; null where it could. */
  failure(): unknown;
  /** Calls the listener after every change; returns how to end that. */
  subscribe(listener: () => void): () => void;
  /** Counts the changes. */
  version(): number;
}

/** Values of a page at most: a wide table has shorter pages. */
const valuesAPage = 20_000;
const longestPage = 200;
const shortestPage = 8;
const pagesKept = 24;

export function pageLength(columnCount: number): number {
  return Math.min(longestPage, Math.max(shortestPage, Math.floor(valuesAPage / Math.max(1, columnCount))));
}

export function createRowPages(fetchRows: FetchRows, rowCount: number, columnCount: number): RowPages {
  const length = pageLength(columnCount);
  const pages = new Map<number, RowPage | "asked">();
  const listeners = new Set<() => void>();
  let version = 0;
  let failure: unknown = null;

  const changed = () => {
    version++;
    for (const listener of listeners) listener();
  };
  const ask = async (page: number) => {
    const from = page * length;
    pages.set(page, "asked");
    try {
      pages.set(page, await fetchRows(from, Math.min(rowCount, from + length)));
      failure = null;
      forgetFarPages(pages, page);
    } catch (error) {
      pages.delete(page);
      failure = error;
    }
    changed();
  };
  const at = (row: number) => {
    const page = pages.get(Math.floor(row / length));
    return page === "asked" ? undefined : page;
  };
  return {
    want(first, last) {
      for (let page = Math.floor(first / length); page * length < Math.min(last, rowCount); page++) {
        if (!pages.has(page)) void ask(page);
      }
    },
    value(row, column) {
      const page = at(row);
      return page && (page.values[column]?.[row - page.from] ?? null);
    },
    rowId(row) {
      const page = at(row);
      return page?.rows[row - page.from];
    },
    failure: () => failure,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    version: () => version,
  };
}

function forgetFarPages(pages: Map<number, RowPage | "asked">, near: number): void {
  if (pages.size <= pagesKept) return;
  const farthest = [...pages.keys()].toSorted((a, b) => Math.abs(b - near) - Math.abs(a - near));
  for (const page of farthest.slice(0, pages.size - pagesKept)) pages.delete(page);
}

/** What keys and clicks do to a grid of pictures: which tile they act on, what they pick, enlarge and bring into sight. */
import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent, type RefObject } from "react";
import { scrollTopFor } from "../controls/row-window";
import { placeAfter, type GridShape } from "./grid-places";
import { changedSize } from "./picture-size";

export interface GridControlProps {
  /** Row numbers of the data set, in the order to show. */
  readonly rows: readonly number[];
  /** Side of a thumbnail in CSS pixels. */
  readonly size?: number;
  readonly onSize?: (size: number) => void;
  /** A click or Space; without it both enlarge. */
  readonly onPick?: (row: number) => void;
  /** Shift and a click: the rows from the last one that was picked to this one. */
  readonly onPickRange?: (rows: readonly number[]) => void;
  /** Enter or a double click. */
  readonly onZoom?: (row: number) => void;
  /** The row that keys act on. */
  readonly onActive?: (row: number) => void;
  /** Brings this row into sight and under the keys, once for each new object. */
  readonly jump?: { readonly row: number } | null;
  /** Takes the focus when it appears, so that keys work at once. */
  readonly takesFocus?: boolean;
}

export interface GridControl {
  /** The place that the keys act on; -1 where there is none. */
  readonly active: number;
  readonly listeners: {
    readonly onKeyDown: (event: KeyboardEvent) => void;
    readonly onClick: (event: MouseEvent) => void;
    readonly onDoubleClick: (event: MouseEvent) => void;
  };
}

export interface GridSight {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly shape: GridShape;
  /** Height in which tiles are seen, in pixels. */
  readonly viewHeight: number;
  readonly size: number;
}

/** Tiles are told apart by their attribute `data-place`. */
export function useGridControl(props: GridControlProps, { scroller, shape, viewHeight, size }: GridSight): GridControl {
  const { rows, onPick, onPickRange, onZoom, onSize, onActive, jump, takesFocus = false } = props;
  const { columns, rowCount, rowHeight } = shape;
  const [activeAt, setActiveAt] = useState(0);
  const active = Math.min(activeAt, rows.length - 1);
  const lastPicked = useRef(0);

  const activate = (place: number) => {
    setActiveAt(place);
    const row = rows[place];
    if (row !== undefined) onActive?.(row);
    const node = scroller.current;
    if (!node) return;
    node.scrollTo({ top: scrollTopFor(Math.floor(place / columns), rowCount, rowHeight, node.scrollTop, viewHeight) });
  };
  useEffect(() => {
    if (takesFocus) scroller.current?.focus({ preventScroll: true });
  }, [scroller, takesFocus]);
  const jumped = useRef(jump);
  useEffect(() => {
    const place = jump ? rows.indexOf(jump.row) : -1;
    if (jumped.current !== jump && place >= 0) activate(place);
    jumped.current = jump;
  });
  const pick = (place: number, isRange: boolean) => {
    const row = rows[place];
    if (row === undefined) return;
    activate(place);
    const [low, high] = [Math.min(lastPicked.current, place), Math.max(lastPicked.current, place)];
    if (isRange && onPickRange) onPickRange(rows.slice(low, high + 1));
    else (onPick ?? onZoom)?.(row);
    lastPicked.current = place;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || rows.length === 0) return;
    const wanted = placeAfter(event.key, active, rows.length, columns, Math.floor(viewHeight / rowHeight));
    const bigger = changedSize(size, event.key);
    if (wanted !== null) activate(wanted);
    else if (event.key === " ") pick(active, event.shiftKey);
    else if (event.key === "Enter" && onZoom) onZoom(rows[active]!); // within, as there are rows
    else if (bigger !== null && onSize) onSize(bigger);
    else return;
    event.preventDefault();
  };
  const onClick = (event: MouseEvent) => {
    const place = placeAt(event);
    if (place !== null) pick(place, event.shiftKey);
  };
  const onDoubleClick = (event: MouseEvent) => {
    const row = rows[placeAt(event) ?? -1];
    if (row !== undefined) onZoom?.(row);
  };
  return { active, listeners: { onKeyDown, onClick, onDoubleClick } };
}

function placeAt({ target }: MouseEvent): number | null {
  const tile = target instanceof Element ? target.closest("[data-place]") : null;
  return tile ? Number(tile.getAttribute("data-place")) : null;
}

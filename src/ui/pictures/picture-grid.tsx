/**
 * Pictures of any number of rows as tiles: only those in sight exist, and their pictures come a few at a time.
 * Keys: arrows, Page Up and Down, Home, End move; Space picks, Enter enlarges, + and − change the size.
 */
import { useEffect, useId, useRef, useState, type KeyboardEvent, type MouseEvent } from "react";
import { useFormat, useMessages } from "../../i18n/locale";
import { RetryBox } from "../controls/retry-box";
import { rowWindow, scrollTopFor } from "../controls/row-window";
import { useView } from "../controls/use-view";
import { gridShape, placeAfter } from "./grid-places";
import classes from "./picture-grid.module.css";
import { PictureTile } from "./picture-tile";
import { changedSize, defaultSize } from "./picture-size";
import type { FetchPictures } from "./thumbnails";
import { useThumbnails } from "./use-thumbnails";

export interface PictureGridProps {
  /** What the grid shows, for a screen reader. */
  readonly label: string;
  /** Row numbers of the data set, in the order to show. */
  readonly rows: readonly number[];
  /** Keep the same function for the same pictures: another one starts anew. */
  readonly fetchPictures: FetchPictures;
  /** Side of a thumbnail in CSS pixels. */
  readonly size?: number;
  readonly onSize?: (size: number) => void;
  /** CSS height of the grid; it takes less where there are fewer pictures. */
  readonly height?: string;
  /** A file name, say: read to a screen reader beside the caption. Asked again whenever pictures have come. */
  readonly nameOf?: (row: number) => string | undefined;
  /** Words under the picture (its class, what was predicted); asked again whenever pictures have come. */
  readonly captionOf?: (row: number) => string;
  /** Lines of each caption; 1 unless told. */
  readonly captionLines?: number;
  /** CSS colour of the dot before the caption: that of the class. */
  readonly colourOf?: (row: number) => string | undefined;
  readonly selected?: ReadonlySet<number>;
  /** Rows that take part in nothing: shown pale, and said to a screen reader. */
  readonly excluded?: ReadonlySet<number>;
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
  /** Marks the tile that the keys act on also while something else has the focus. */
  readonly isActiveShown?: boolean;
  /** Takes the focus when it appears, so that keys work at once. */
  readonly takesFocus?: boolean;
  /** Words instead of an empty grid. */
  readonly nothing?: string;
}

const rowsBeyond = 1;
const paddingPx = 4;

export function PictureGrid(props: PictureGridProps) {
  const { label, rows, fetchPictures, size = defaultSize, height = "max(420px, calc(100dvh - 290px))" } = props;
  const { nameOf, captionOf, captionLines = 1, colourOf, selected, onPick, onZoom } = props;
  const words = useMessages();
  const format = useFormat();
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const view = useView(scroller);
  const shape = gridShape(rows.length, view.width - 2 * paddingPx, size, captionOf ? captionLines : 0);
  const { columns, pitch, rowHeight } = shape;
  const viewHeight = view.height - 2 * paddingPx;
  const { first, last, offset, canvasHeight } = rowWindow(shape.rowCount, rowHeight, view.top, viewHeight, rowsBeyond);
  const isSeen = view.width > 0;
  const from = first * columns;
  const to = isSeen ? Math.min(rows.length, last * columns) : from;
  const thumbnails = useThumbnails(fetchPictures, shape.size, { rows, from, to });
  const [activeAt, setActiveAt] = useState(0);
  const active = Math.min(activeAt, rows.length - 1);
  const lastPicked = useRef(0);

  const activate = (place: number) => {
    setActiveAt(place);
    const row = rows[place];
    if (row !== undefined) props.onActive?.(row);
    const node = scroller.current;
    if (!node) return;
    node.scrollTop = scrollTopFor(Math.floor(place / columns), shape.rowCount, rowHeight, node.scrollTop, viewHeight);
  };
  const takesFocus = props.takesFocus ?? false;
  useEffect(() => {
    if (takesFocus) scroller.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  const jumped = useRef(props.jump);
  useEffect(() => {
    const place = props.jump ? rows.indexOf(props.jump.row) : -1;
    if (jumped.current !== props.jump && place >= 0) activate(place);
    jumped.current = props.jump;
  });
  const pick = (place: number, isRange: boolean) => {
    const row = rows[place];
    if (row === undefined) return;
    activate(place);
    const [low, high] = [Math.min(lastPicked.current, place), Math.max(lastPicked.current, place)];
    if (isRange && props.onPickRange) props.onPickRange(rows.slice(low, high + 1));
    else (onPick ?? onZoom)?.(row);
    lastPicked.current = place;
  };
  const pressKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || rows.length === 0) return;
    const wanted = placeAfter(event.key, active, rows.length, columns, Math.floor(viewHeight / rowHeight));
    const bigger = changedSize(size, event.key);
    if (wanted !== null) activate(wanted);
    else if (event.key === " ") pick(active, event.shiftKey);
    else if (event.key === "Enter" && onZoom) onZoom(rows[active]!); // within, as there are rows
    else if (bigger !== null && props.onSize) props.onSize(bigger);
    else return;
    event.preventDefault();
  };
  const placeAt = ({ target }: MouseEvent) => {
    const tile = target instanceof Element ? target.closest("[data-place]") : null;
    return tile ? Number(tile.getAttribute("data-place")) : null;
  };
  const click = (event: MouseEvent) => {
    const place = placeAt(event);
    if (place !== null) pick(place, event.shiftKey);
  };
  const doubleClick = (event: MouseEvent) => {
    const row = rows[placeAt(event) ?? -1];
    if (row !== undefined) onZoom?.(row);
  };

  // A tile's place in the page is used again by one that comes into sight: nothing is made or thrown away while scrolling.
  const slots = (Math.ceil(Math.max(0, viewHeight) / rowHeight) + 2 * rowsBeyond + 1) * columns;
  const places = Array.from({ length: to - from }, (_, at) => from + at);
  const failure = thumbnails.failure();
  return (
    <div className={classes.frame}>
      {failure !== null && <RetryBox error={failure} onRetry={() => thumbnails.want(rows.slice(from, to))} />}
      <div
        ref={scroller}
        role="listbox"
        tabIndex={0}
        aria-label={label}
        aria-multiselectable={onPick !== undefined}
        aria-activedescendant={active >= from && active < to ? `${id}${active}` : undefined}
        className={classes.scroller}
        data-marked={props.isActiveShown || undefined}
        style={{ maxHeight: height }}
        onKeyDown={pressKey}
        onClick={click}
        onDoubleClick={doubleClick}
      >
        <div className={classes.canvas} style={{ height: isSeen ? canvasHeight : 0 }}>
          {places.map((place) => {
            const row = rows[place]!; // to is within
            const caption = captionOf?.(row);
            const isExcluded = props.excluded?.has(row) ?? false;
            const said = isExcluded ? words.pictures.excluded : undefined;
            return (
              <PictureTile
                key={place % slots}
                id={`${id}${place}`}
                place={place}
                count={rows.length}
                left={(place % columns) * pitch}
                top={offset + (Math.floor(place / columns) - first) * rowHeight}
                size={shape.size}
                picture={thumbnails.picture(row)}
                label={[nameOf?.(row), caption, words.pictures.row(format.number(row + 1)), said]
                  .filter(Boolean)
                  .join(", ")}
                caption={caption}
                captionLines={captionLines}
                colour={colourOf?.(row)}
                isSelected={selected?.has(row) ?? false}
                isExcluded={isExcluded}
                isActive={place === active}
              />
            );
          })}
        </div>
        {rows.length === 0 && <p className={classes.nothing}>{props.nothing ?? words.pictures.nothing}</p>}
      </div>
    </div>
  );
}

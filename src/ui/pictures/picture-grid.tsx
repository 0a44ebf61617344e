/**
 * Pictures of any number of rows as tiles: only those in sight exist, and their pictures come a few at a time.
 * Keys: arrows, Page Up and Down, Home, End move; Space picks, Enter enlarges, + and − change the size.
 */
import { useId, useRef } from "react";
import { useFormat, useMessages } from "../../i18n/locale";
import { RetryBox } from "../controls/retry-box";
import { rowWindow } from "../controls/row-window";
import { useView } from "../controls/use-view";
import { gridShape } from "./grid-places";
import classes from "./picture-grid.module.css";
import { PictureTile } from "./picture-tile";
import { defaultSize } from "./picture-size";
import type { FetchPictures } from "./thumbnails";
import { useGridControl, type GridControlProps } from "./use-grid-control";
import { useThumbnails } from "./use-thumbnails";

export interface PictureGridProps extends GridControlProps {
  /** What the grid shows, for a screen reader. */
  readonly label: string;
  /** Keep the same function for the same pictures: another one starts anew. */
  readonly fetchPictures: FetchPictures;
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
  /** Marks the tile that the keys act on also while something else has the focus. */
  readonly isActiveShown?: boolean;
  /** Words instead of an empty grid. */
  readonly nothing?: string;
}

const rowsBeyond = 1;
const paddingPx = 4;

export function PictureGrid(props: PictureGridProps) {
  const { label, rows, fetchPictures, size = defaultSize, height = "max(420px, calc(100dvh - 290px))" } = props;
  const { nameOf, captionOf, captionLines = 1, colourOf, selected, onPick } = props;
  const words = useMessages().pictures;
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
  const { active, listeners } = useGridControl(props, { scroller, shape, viewHeight, size });

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
        {...listeners}
      >
        <div className={classes.canvas} style={{ height: isSeen ? canvasHeight : 0 }}>
          {places.map((place) => {
            const row = rows[place]!; // to is within
            const caption = captionOf?.(row);
            const isExcluded = props.excluded?.has(row) ?? false;
            const said = isExcluded ? words.excluded : undefined;
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
                label={[nameOf?.(row), caption, words.row(format.number(row + 1)), said].filter(Boolean).join(", ")}
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
        {rows.length === 0 && <p className={classes.nothing}>{props.nothing ?? words.nothing}</p>}
      </div>
    </div>
  );
}

/** Small pictures at their places on the map: as many as fit beside each other, selected ones always. */
import { useMemo } from "react";
import type { DatasetInfo } from "../../../core/dataset";
import { PictureCanvas } from "../../../ui/pictures/picture-canvas";
import { useThumbnails } from "../../../ui/pictures/use-thumbnails";
import { categoryColor } from "../../../ui/theme";
import { usePictures } from "../../use-pictures";
import classes from "./reconstruction.module.css";

export interface CodePicturesProps {
  readonly dataset: DatasetInfo;
  readonly column: string;
  /** From 0 to 1 across and down. */
  readonly points: readonly { readonly row: number; readonly x: number; readonly y: number; readonly code: number }[];
  readonly selected: ReadonlySet<number>;
  readonly onPick: (row: number) => void;
}

const sizePx = 32;
/** Two pictures are at least this far from each other, as shares of the map. */
const [acrossApart, downApart] = [0.075, 0.12];

export function CodePictures({ dataset, column, points, selected, onPick }: CodePicturesProps) {
  const fetchPictures = usePictures(dataset, column);
  const shown = useMemo(() => {
    const placed: (typeof points)[number][] = points.filter(({ row }) => selected.has(row)).slice(0, 24);
    for (const point of points) {
      const isFree = placed.every(
        ({ x, y }) => Math.abs(x - point.x) >= acrossApart || Math.abs(y - point.y) >= downApart,
      );
      if (isFree) placed.push(point);
    }
    return placed;
  }, [points, selected]);
  const rows = useMemo(() => shown.map(({ row }) => row), [shown]);
  const thumbnails = useThumbnails(fetchPictures, sizePx, { rows, from: 0, to: rows.length });
  return shown.map(({ row, x, y, code }) => (
    <span
      key={row}
      className={classes.thumbnail}
      style={{ left: `${100 * x}%`, top: `${100 * y}%`, borderColor: categoryColor(code) }}
      data-selected={selected.has(row) || undefined}
      aria-hidden
      onClick={() => onPick(row)}
    >
      <PictureCanvas picture={thumbnails.picture(row)} label="" width={sizePx} height={sizePx} />
    </span>
  ));
}

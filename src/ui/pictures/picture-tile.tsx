/** One tile of a grid of pictures: the picture, what stands under it, and whether it is selected. */
import { IconCheck } from "@tabler/icons-react";
import { memo } from "react";
import type { Picture } from "../../core/picture";
import { captionPx, tilePaddingPx } from "./grid-places";
import { PictureCanvas } from "./picture-canvas";
import classes from "./picture-grid.module.css";

export interface PictureTileProps {
  readonly id: string;
  /** Among all tiles, from 0. */
  readonly place: number;
  readonly count: number;
  readonly left: number;
  readonly top: number;
  readonly size: number;
  readonly picture: Picture | null | undefined;
  /** What it is, for a screen reader. */
  readonly label: string;
  /** Under the picture; undefined where no tile has words. */
  readonly caption: string | undefined;
  /** Room for the caption; longer ones end in dots. */
  readonly captionLines: number;
  readonly colour: string | undefined;
  readonly isSelected: boolean;
  readonly isActive: boolean;
  readonly isExcluded: boolean;
}

export const PictureTile = memo(function PictureTile(props: PictureTileProps) {
  const { id, place, count, left, top, size, picture, label, caption, captionLines, colour } = props;
  const { isSelected, isActive, isExcluded } = props;
  const captionHeight = captionPx(caption === undefined ? 0 : captionLines);
  const width = size + 2 * tilePaddingPx;
  return (
    <div
      id={id}
      role="option"
      aria-label={label}
      aria-selected={isSelected}
      aria-posinset={place + 1}
      aria-setsize={count}
      className={classes.tile}
      data-place={place}
      data-active={isActive || undefined}
      data-excluded={isExcluded || undefined}
      style={{
        width,
        height: width + captionHeight,
        padding: tilePaddingPx,
        left,
        top,
      }}
    >
      <PictureCanvas picture={picture} label="" width={size} height={size} />
      {isSelected && (
        <span className={classes.check}>
          <IconCheck size={14} stroke={2.5} aria-hidden />
        </span>
      )}
      {caption !== undefined && (
        <span
          className={classes.caption}
          data-lines={captionLines > 1 || undefined}
          style={{ height: captionHeight }}
          title={caption}
        >
          {colour !== undefined && <span className={classes.dot} style={{ background: colour }} />}
          <span className={classes.words} style={captionLines > 1 ? { WebkitLineClamp: captionLines } : undefined}>
            {caption}
          </span>
        </span>
      )}
    </div>
  );
});

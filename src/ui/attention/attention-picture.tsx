/** The picture itself, each of its squares as coloured as it is attended to; a square is chosen by pointer, or by the arrows of the keyboard. */
import { useRef, useState, type CSSProperties, type KeyboardEvent } from "react";
import type { SquareGrid } from "../../core/attention-look";
import type { Picture } from "../../core/picture";
import { PictureCanvas } from "../pictures/picture-canvas";
import { fittedSize } from "../pictures/fitted-size";
import classes from "./attention.module.css";

export interface AttentionPictureProps {
  /** Of the picture beside its squares. */
  readonly label: string;
  /** Of the squares. */
  readonly squaresLabel: string;
  readonly picture: Picture;
  readonly grid: SquareGrid;
  /** Of each square. */
  readonly shares: Float32Array;
  /** For a screen reader: the square with its share. */
  readonly nameOf: (place: number) => string;
  readonly lit: number | null;
  readonly chosen: number | null;
  readonly onLit: (place: number | null) => void;
  readonly onChoose: (place: number) => void;
}

const sidePx = 224;

export function AttentionPicture(props: AttentionPictureProps) {
  const { label, squaresLabel, picture, grid, shares, nameOf, lit, chosen, onLit, onChoose } = props;
  const { rows, columns, side } = grid;
  const [stop, setStop] = useState(0);
  const group = useRef<HTMLDivElement>(null);
  const most = Math.max(...shares, 1e-9);
  const last = rows * columns - 1;
  const here = Math.min(stop, last);
  const move = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
    const next = by === undefined ? { Home: 0, End: last }[event.key] : here + by;
    if (next === undefined) return;
    event.preventDefault();
    if (next < 0 || next > last) return;
    setStop(next);
    group.current?.querySelectorAll("button")[next]?.focus();
  };
  const shown = fittedSize(picture, { width: sidePx, height: sidePx });
  const scale = shown.width / picture.width;
  const squarePx = side * scale;
  return (
    <div className={classes.pictures}>
      <PictureCanvas picture={picture} label={label} {...shown} />
      <div className={classes.heat} style={shown}>
        <PictureCanvas picture={picture} label="" {...shown} />
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrows move between its buttons */}
        <div
          ref={group}
          className={classes.squares}
          style={{ gridTemplateColumns: `repeat(${columns}, ${squarePx}px)`, gridAutoRows: squarePx }}
          role="group"
          aria-label={squaresLabel}
          onKeyDown={move}
        >
          {Array.from({ length: rows * columns }, (_, place) => (
            <button
              // oxlint-disable-next-line react/no-array-index-key -- a square has no name but its place
              key={place}
              type="button"
              tabIndex={place === here ? 0 : -1}
              aria-pressed={place === chosen}
              aria-label={nameOf(place)}
              data-lit={place === lit || undefined}
              style={{ "--share": `${Math.round((85 * (shares[place] ?? 0)) / most)}%` } as CSSProperties} // a variable of our own
              onFocus={() => {
                setStop(place);
                onLit(place);
              }}
              onBlur={() => onLit(null)}
              onMouseEnter={() => onLit(place)}
              onMouseLeave={() => onLit(null)}
              onClick={() => onChoose(place)}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

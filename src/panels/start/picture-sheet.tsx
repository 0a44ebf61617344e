/** The picture on the card of a scenario of pictures: its first ones side by side, drawn a few in every frame. */
import { useEffect, useRef } from "react";
import { createRandom } from "../../core/random";
import type { Picture } from "../../core/picture";
import type { SampleSpec } from "../../core/sample-spec";
import { canvasPixels, drawSoon } from "../../ui/pictures/draw-picture";
import classes from "./gallery.module.css";
import { sheetOf } from "./sheet-places";
import { whenIdle } from "./when-idle";

/** Drawn once a visit. */
const drawn = new Map<string, readonly Picture[]>();

export function PictureSheet({ id, preview }: { id: string; preview: NonNullable<SampleSpec["preview"]> }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const node = canvas.current;
    if (!node) return;
    const known = drawn.get(id);
    if (known) return drawSoon(() => known.forEach((picture, at) => putPicture(node, picture, at)));
    let callOff = () => {};
    const pictures: Picture[] = [];
    const callOffStart = whenIdle(() => {
      const source = preview(createRandom(0))[Symbol.iterator]();
      const drawNext = () => {
        const { value, done } = source.next();
        const isFull = done === true || !putPicture(node, value, pictures.length);
        if (isFull) return void drawn.set(id, pictures);
        pictures.push(value);
        callOff = drawSoon(drawNext);
      };
      callOff = drawSoon(drawNext);
    });
    return () => {
      callOffStart();
      callOff();
    };
  }, [id, preview]);
  return <canvas ref={canvas} className={classes.picture} aria-hidden />;
}

/** Returns false, and draws nothing, beyond the last place. */
function putPicture(canvas: HTMLCanvasElement, picture: Picture, at: number): boolean {
  const { columns, rows, pitchX, pitchY, width, height } = sheetOf(picture);
  if (at >= columns * rows) return false;
  if (at === 0) Object.assign(canvas, { width, height });
  canvas
    .getContext("2d")
    ?.putImageData(canvasPixels(picture), (at % columns) * pitchX, Math.floor(at / columns) * pitchY);
  return true;
}

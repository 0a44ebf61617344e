/** Small pictures side by side: eight to a canvas, so that a layer takes two of them, and the canvases stand below each other where it is narrow. */
import { useLayoutEffect, useMemo, useRef } from "react";
import type { Picture } from "../../../core/picture";
import { canvasPixels, drawSoon } from "../../../ui/pictures/draw-picture";
import classes from "./pictures.module.css";

const perCanvas = 8;

export interface MapStripProps {
  /** All of one size. */
  readonly pictures: readonly Picture[];
  /** What they are, for a screen reader. */
  readonly label: string;
  /** CSS pixels of a picture's longer side, where there is room. */
  readonly size: number;
  /** CSS pixels between two. */
  readonly gap: number;
}

export function MapStrip({ pictures, label, size, gap }: MapStripProps) {
  const groups = useMemo(
    () =>
      Array.from({ length: Math.ceil(pictures.length / perCanvas) }, (_, i) =>
        pictures.slice(i * perCanvas, (i + 1) * perCanvas),
      ),
    [pictures],
  );
  return (
    <div className={classes.strip} style={{ gap }} role="img" aria-label={label}>
      {groups.map((group, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- a canvas is drawn over, whatever stands in its place
        <MapCanvas key={place} pictures={group} size={size} gap={gap} />
      ))}
    </div>
  );
}

/** What stood there before stays until the new pictures are drawn: while a network learns they change all the time. */
function MapCanvas({ pictures, size, gap }: Omit<MapStripProps, "label">) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const node = canvas.current;
    return node ? drawSoon(() => drawRow(node, pictures, size, gap)) : undefined;
  }, [pictures, size, gap]);
  return <canvas ref={canvas} style={{ width: pictures.length * (size + gap) - gap }} />;
}

/** Every pixel as a square of whole pixels, as sharp as the screen shows them. */
function drawRow(canvas: HTMLCanvasElement, pictures: readonly Picture[], size: number, gapPx: number): void {
  const [first] = pictures;
  const context = canvas.getContext("2d");
  if (!first || !context) return;
  const ratio = Math.min(2, Math.max(1, globalThis.devicePixelRatio));
  const longer = Math.max(first.width, first.height);
  const times = Math.max(1, Math.ceil((size * ratio) / longer));
  const [width, height] = [first.width * times, first.height * times];
  const gap = Math.round((gapPx * longer * times) / size);
  canvas.width = pictures.length * (width + gap) - gap;
  canvas.height = height;
  context.imageSmoothingEnabled = false;
  pictures.forEach((picture, place) => {
    const left = place * (width + gap);
    // Put down as it is in the corner of its place, then enlarged over it.
    context.putImageData(canvasPixels(picture), left, 0);
    context.drawImage(canvas, left, 0, picture.width, picture.height, left, 0, width, height);
  });
}

/** One picture in a box of fixed size: a quiet ground while it is on its way, a sign where it is missing. */
import { IconPhotoOff } from "@tabler/icons-react";
import { useLayoutEffect, useRef } from "react";
import type { Picture } from "../../core/picture";
import { useMessages } from "../../i18n/locale";
import { drawPicture, drawSoon } from "./draw-picture";
import { fittedSize, showsPixels } from "./fitted-size";
import classes from "./picture-canvas.module.css";

export interface PictureCanvasProps {
  /** undefined: on its way. null: missing. */
  readonly picture: Picture | null | undefined;
  /** What it is, for a screen reader: file name, class. Empty where the words stand beside it. */
  readonly label: string;
  /** The box in CSS pixels; the picture fills it in its own shape. */
  readonly width: number;
  readonly height: number;
}

const iconPx = 20;

export function PictureCanvas({ picture, label, width, height }: PictureCanvasProps) {
  const words = useMessages().pictures;
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const node = canvas.current;
    if (!node) return;
    // Until its turn comes it shows nothing rather than the picture before.
    node.style.visibility = "hidden";
    if (!picture) return;
    return drawSoon(() => {
      drawPicture(node, picture);
      node.style.visibility = "visible";
    });
  }, [picture]);
  const shown = picture ? fittedSize(picture, { width, height }) : { width, height };
  return (
    <span
      className={classes.box}
      style={{ width, height }}
      data-state={picture === null ? "missing" : picture ? "here" : "waiting"}
      {...(label === "" ? { "aria-hidden": true } : { role: "img", "aria-label": label })}
    >
      {picture !== null && (
        // There also while it waits: it is used again for the next picture, so that scrolling throws none away.
        <canvas
          ref={canvas}
          style={{ ...shown, imageRendering: picture && showsPixels(picture, shown) ? "pixelated" : "auto" }}
        />
      )}
      {picture === null && (
        <span className={classes.missing} title={words.missingPicture}>
          <IconPhotoOff size={Math.min(iconPx, width - 4)} stroke={1.5} aria-hidden />
        </span>
      )}
    </span>
  );
}

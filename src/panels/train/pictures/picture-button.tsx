/** A picture to click, with words under it. */
import type { ReactNode } from "react";
import type { Picture } from "../../../core/picture";
import { PictureCanvas } from "../../../ui/pictures/picture-canvas";
import classes from "./pictures.module.css";

export interface PictureButtonProps {
  /** undefined: on its way. null: missing. */
  readonly picture: Picture | null | undefined;
  readonly size: number;
  /** For a screen reader, the words under it included. */
  readonly label: string;
  readonly isPressed: boolean;
  readonly onClick: () => void;
  readonly children?: ReactNode;
}

export function PictureButton({ picture, size, label, isPressed, onClick, children }: PictureButtonProps) {
  return (
    <button
      type="button"
      className={classes.picture}
      style={{ width: size + 2 * framePx }}
      aria-label={label}
      aria-pressed={isPressed}
      onClick={onClick}
    >
      <PictureCanvas picture={picture} label="" width={size} height={size} />
      {children}
    </button>
  );
}

/** Padding and border, as in pictures.module.css. */
const framePx = 5;

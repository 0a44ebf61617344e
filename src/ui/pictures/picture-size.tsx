/** How large the thumbnails of a grid are. */
import { ActionIcon, Slider } from "@mantine/core";
import { IconMinus, IconPlus } from "@tabler/icons-react";
import { useMessages } from "../../i18n/locale";
import classes from "./picture-grid.module.css";

export interface PictureSizeProps {
  /** CSS pixels. */
  readonly size: number;
  readonly onSize: (size: number) => void;
}

export const defaultSize = 96;
const [smallest, largest, step] = [48, 160, 16];

/** The size that a key leads to, or null where the key means nothing here. */
export function changedSize(size: number, key: string): number | null {
  if (key === "+" || key === "=") return Math.min(largest, size + step);
  return key === "-" ? Math.max(smallest, size - step) : null;
}

export function PictureSize({ size, onSize }: PictureSizeProps) {
  const words = useMessages().pictures;
  return (
    <div className={classes.sizes} role="group" aria-label={words.size}>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={words.smaller}
        title={words.smaller}
        disabled={size <= smallest}
        onClick={() => onSize(changedSize(size, "-") ?? size)}
      >
        <IconMinus size={16} aria-hidden />
      </ActionIcon>
      <Slider
        className={classes.slider ?? ""}
        size="sm"
        label={null}
        thumbLabel={words.size}
        min={smallest}
        max={largest}
        step={step}
        value={size}
        onChange={onSize}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={words.larger}
        title={words.larger}
        disabled={size >= largest}
        onClick={() => onSize(changedSize(size, "+") ?? size)}
      >
        <IconPlus size={16} aria-hidden />
      </ActionIcon>
    </div>
  );
}

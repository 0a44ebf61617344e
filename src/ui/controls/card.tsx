/** A framed thing that is pressed as a whole, such as a family or a scenario. Parts of a step are sections, not cards. */
import type { ComponentPropsWithoutRef } from "react";
import classes from "./card.module.css";

export interface CardButtonProps extends ComponentPropsWithoutRef<"button"> {
  readonly isSelected?: boolean;
}

/** Its accessible name is its content. */
export function CardButton({ isSelected, className, ...rest }: CardButtonProps) {
  return (
    <button
      type="button"
      aria-pressed={isSelected}
      {...rest}
      className={`${classes.card} ${classes.button} ${className ?? ""}`}
      data-selected={isSelected || undefined}
    />
  );
}

/** A framed thing that stands for itself, such as a family to choose. Used sparingly: parts of a step are sections. */
import type { ComponentPropsWithoutRef } from "react";
import classes from "./card.module.css";

export interface CardProps extends ComponentPropsWithoutRef<"div"> {
  readonly isSelected?: boolean;
}

export function Card({ isSelected = false, className, ...rest }: CardProps) {
  return <div {...rest} className={`${classes.card} ${className ?? ""}`} data-selected={isSelected || undefined} />;
}

export interface CardButtonProps extends ComponentPropsWithoutRef<"button"> {
  readonly isSelected?: boolean;
}

/** A card that is pressed as a whole. Its accessible name is its content. */
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

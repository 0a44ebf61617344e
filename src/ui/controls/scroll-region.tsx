/** Something that scrolls on its own, and is therefore a stop of the keyboard: arrows, Page Up and Page Down move it. */
import type { ComponentPropsWithRef } from "react";

export interface ScrollRegionProps extends ComponentPropsWithRef<"div"> {
  /** What it holds, for a screen reader. */
  readonly label: string;
}

export function ScrollRegion({ label, ...rest }: ScrollRegionProps) {
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- without it the keyboard could not scroll
  return <div {...rest} role="region" aria-label={label} tabIndex={0} />;
}

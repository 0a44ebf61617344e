/** A small button of the top bar with what is behind it. */
import { Button, Popover } from "@mantine/core";
import { useState, type ReactNode } from "react";
import classes from "./badge.module.css";

export interface TopBadgeProps {
  readonly tone: "good" | "warn" | "bad";
  readonly icon: ReactNode;
  /** For a screen reader, where the words on it are cut short. */
  readonly label?: string;
  readonly words: ReactNode;
  /** Of what opens, pixels. */
  readonly width: number;
  readonly children: ReactNode;
}

export function TopBadge({ tone, icon, label, words, width, children }: TopBadgeProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} width={width} position="bottom-end" offset={12} trapFocus returnFocus>
      <Popover.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          className={classes.badge ?? ""}
          data-tone={tone}
          {...(label === undefined ? {} : { "aria-label": label })}
          leftSection={icon}
          onClick={() => setOpen(!isOpen)}
        >
          {words}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown ?? ""}>{children}</Popover.Dropdown>
    </Popover>
  );
}

/** A slot in a sentence that opens more than a list: a small form beside the words it changes. */
import { Popover } from "@mantine/core";
import { useState, type KeyboardEvent, type ReactNode } from "react";
import slotClasses from "../../ui/controls/sentence-slot.module.css";
import classes from "./sentence-popover.module.css";

export interface SentencePopoverProps {
  /** What the slot is for, for a screen reader. */
  readonly label: string;
  /** What stands in the sentence. */
  readonly text: string;
  /** Title of the form. */
  readonly title: string;
  readonly isEmpty?: boolean;
  readonly children: ReactNode;
}

export function SentencePopover({ label, text, title, isEmpty = false, children }: SentencePopoverProps) {
  const [isOpen, setOpen] = useState(false);
  // As the key comes up from the form: a field has given up what was typed by then, and does not apply it when it is left.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") setOpen(false);
  };
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-start"
      width={360}
      trapFocus
      returnFocus
      closeOnEscape={false}
      withRoles={false}
    >
      <Popover.Target>
        <button
          type="button"
          className={slotClasses.slot}
          data-empty={isEmpty || undefined}
          aria-label={label}
          aria-haspopup="dialog"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {text}
        </button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={title} className={classes.form ?? ""} onKeyDown={onKeyDown}>
        <p className={classes.title}>{title}</p>
        {children}
      </Popover.Dropdown>
    </Popover>
  );
}

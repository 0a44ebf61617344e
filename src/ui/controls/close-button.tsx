/** The cross that puts a note or a box away. */
import { IconX } from "@tabler/icons-react";
import classes from "./close-button.module.css";

export function CloseButton({ label, onClose }: { readonly label: string; readonly onClose: () => void }) {
  return (
    <button type="button" className={classes.close} onClick={onClose} aria-label={label}>
      <IconX size={16} aria-hidden />
    </button>
  );
}

/** A question mark that explains the word beside it, by pointer, keyboard and touch. */
import { Tooltip } from "@mantine/core";
import { IconHelpCircle } from "@tabler/icons-react";
import { useMessages } from "../../i18n/locale";
import classes from "./help-tip.module.css";

export function HelpTip({ label, children }: { label: string; children: string }) {
  const words = useMessages().app.controls;
  return (
    <Tooltip label={children} events={{ hover: true, focus: true, touch: true }}>
      <button type="button" className={classes.help} aria-label={`${words.help(label)} ${children}`}>
        <IconHelpCircle size={16} stroke={1.5} aria-hidden />
      </button>
    </Tooltip>
  );
}

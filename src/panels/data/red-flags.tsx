/** What looks wrong in the data, worst first: each with the rows it is about and what to do. */
import { Button } from "@mantine/core";
import { IconAlertOctagon, IconAlertTriangle, IconInfoCircle } from "@tabler/icons-react";
import { useState } from "react";
import type { RedFlag } from "../../core/dataset";
import { useFormat, useMessages } from "../../i18n/locale";
import { Section } from "../../ui/controls/section";
import classes from "./red-flags.module.css";

export interface RedFlagsProps {
  readonly flags: readonly RedFlag[];
  readonly onShowRows: (flag: RedFlag) => void;
  readonly onShowColumn: (name: string) => void;
}

const icons = { high: IconAlertOctagon, medium: IconAlertTriangle, low: IconInfoCircle };
const shownFirst = 8;

export function RedFlags({ flags, onShowRows, onShowColumn }: RedFlagsProps) {
  const words = useMessages().data;
  const format = useFormat();
  const [isUnfolded, setUnfolded] = useState(false);
  const shown = isUnfolded ? flags : flags.slice(0, shownFirst);
  const hidden = flags.length - shown.length;
  return (
    <Section title={words.flagsTitle} note={flags.length > 0 ? words.flagsText : null}>
      {flags.length === 0 && (
        <div>
          <p>{words.noFlags}</p>
          <p className={classes.remedy}>{words.noFlagsText}</p>
        </div>
      )}
      <ul className={classes.flags}>
        {shown.map((flag) => (
          <Flag
            key={`${flag.severity} ${flag.message.en}`}
            flag={flag}
            onShowRows={onShowRows}
            onShowColumn={onShowColumn}
          />
        ))}
      </ul>
      {hidden > 0 && (
        <Button variant="subtle" size="compact-sm" onClick={() => setUnfolded(true)}>
          {words.moreFlags(format.number(hidden))}
        </Button>
      )}
    </Section>
  );
}

interface FlagProps extends Omit<RedFlagsProps, "flags"> {
  readonly flag: RedFlag;
}

function Flag({ flag, onShowRows, onShowColumn }: FlagProps) {
  const words = useMessages().data;
  const format = useFormat();
  const Icon = icons[flag.severity];
  const [column] = flag.columns;
  return (
    <li className={classes.flag} data-severity={flag.severity}>
      <Icon size={18} stroke={1.75} aria-hidden className={classes.icon} />
      <div className={classes.words}>
        <p className={classes.severity}>{words.severity[flag.severity]}</p>
        <p className={classes.message}>{format.text(flag.message)}</p>
        <p className={classes.remedy}>{format.text(flag.remedy)}</p>
        <div className={classes.actions}>
          {flag.rows.length > 0 && (
            <Button
              maw="100%"
              h="auto"
              mih={26}
              // Numbers in full, on a second line if need be.
              styles={{ label: { whiteSpace: "normal" } }}
              variant="default"
              size="compact-sm"
              onClick={() => onShowRows(flag)}
            >
              {flag.rowCount === undefined
                ? words.showRows(format.number(flag.rows.length))
                : words.showFirstRows(format.number(flag.rows.length), format.number(flag.rowCount))}
            </Button>
          )}
          {flag.rows.length === 0 && column !== undefined && (
            <Button maw="100%" variant="default" size="compact-sm" onClick={() => onShowColumn(column)}>
              {words.showColumn(column)}
            </Button>
          )}
        </div>
      </div>
    </li>
  );
}

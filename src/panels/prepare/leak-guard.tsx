/** The leak guard's verdict: each way in which the test could be known before the test, with the button that mends it. */
import { Button } from "@mantine/core";
import { IconShieldCheck } from "@tabler/icons-react";
import type { LeakFinding } from "../../core/leak";
import type { SplitRequest } from "../../core/split";
import { useFormat, useMessages } from "../../i18n/locale";
import { WarningBox } from "../../ui/controls/failure-box";
import { Section } from "../../ui/controls/section";
import { splitOf } from "./split-choice";
import classes from "./split-section.module.css";

export interface LeakGuardProps {
  readonly leaks: readonly LeakFinding[];
  readonly split: SplitRequest;
  readonly onSplit: (split: SplitRequest) => void;
  readonly onLeaveOut: (column: string) => void;
}

export function LeakGuard({ leaks, ...rest }: LeakGuardProps) {
  const words = useMessages().prepare;
  const format = useFormat();
  return (
    <Section title={words.guardTitle} level={3}>
      {leaks.length === 0 && (
        <div className={classes.clean}>
          <IconShieldCheck size={18} stroke={1.75} className={classes.cleanIcon} aria-hidden />
          <div>
            <p>{words.guardClean}</p>
            <p className={classes.quiet}>{words.guardCleanText}</p>
          </div>
        </div>
      )}
      {leaks.length > 0 && (
        <ul className={classes.findings}>
          {leaks.map((leak) => (
            <li key={`${leak.kind} ${leak.message.en}`}>
              <WarningBox
                title={format.text(leak.message)}
                tone={leak.severity === "high" ? "bad" : "warn"}
                action={<Remedy leak={leak} {...rest} />}
              >
                {format.text(leak.remedy)}
              </WarningBox>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Remedy({ leak, split, onSplit, onLeaveOut }: { leak: LeakFinding } & Omit<LeakGuardProps, "leaks">) {
  const words = useMessages().prepare;
  const [column] = leak.columns;
  if (column === undefined) return null;
  switch (leak.kind) {
    case "groups":
      return (
        <Button maw="100%" size="compact-sm" variant="default" onClick={() => onSplit(splitOf("group", column, split))}>
          {words.guardSplitBy(column)}
        </Button>
      );
    case "time":
      return (
        <Button maw="100%" size="compact-sm" variant="default" onClick={() => onSplit(splitOf("time", column, split))}>
          {words.guardSplitByTime(column)}
        </Button>
      );
    case "giveaway":
      return (
        <Button maw="100%" size="compact-sm" variant="default" onClick={() => onLeaveOut(column)}>
          {words.guardLeaveOut(column)}
        </Button>
      );
    case "duplicates":
      return null;
  }
}

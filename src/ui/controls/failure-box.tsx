/** A failure beside what was tried: the sentence, the remedy, and what can be done. */
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { describeFailure, type Failure } from "../../core/failure";
import { useFormat, useMessages } from "../../i18n/locale";
import { CloseButton } from "./close-button";
import classes from "./failure-box.module.css";

export interface FailureBoxProps {
  readonly failure: Failure;
  /** Buttons under the words. */
  readonly action?: ReactNode;
  readonly onClose?: () => void;
}

export function FailureBox({ failure, action, onClose }: FailureBoxProps) {
  const { locale } = useFormat();
  const { message, hint } = describeFailure(failure, locale);
  return (
    <WarningBox title={message} tone="bad" action={action} {...(onClose ? { onClose } : {})}>
      {hint}
    </WarningBox>
  );
}

export interface WarningBoxProps {
  readonly title: string;
  readonly tone: "bad" | "warn";
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly onClose?: () => void;
}

/** The same shape for what is not a failure: a leak, a doubt. */
export function WarningBox({ title, tone, children, action, onClose }: WarningBoxProps) {
  const words = useMessages().app.controls;
  return (
    <div className={classes.box} data-tone={tone} role={tone === "bad" ? "alert" : undefined}>
      <IconAlertTriangle size={18} stroke={1.75} className={classes.icon} aria-hidden />
      <div className={classes.words}>
        <p className={classes.title}>{title}</p>
        {children && <div>{children}</div>}
        {action && <div className={classes.action}>{action}</div>}
      </div>
      {onClose && <CloseButton label={words.close} onClose={onClose} />}
    </div>
  );
}

/** The head of a step: what it is about, a quiet line of facts, and on the right what comes next. */
import type { ReactNode } from "react";
import classes from "./step-header.module.css";

export interface StepHeaderProps {
  readonly title: string;
  readonly note?: ReactNode;
  readonly children?: ReactNode;
}

export function StepHeader({ title, note, children }: StepHeaderProps) {
  return (
    <header className={classes.header}>
      <div className={classes.words}>
        <h1 className={classes.title}>{title}</h1>
        {note && <div className={classes.note}>{note}</div>}
      </div>
      {children && <div className={classes.actions}>{children}</div>}
    </header>
  );
}

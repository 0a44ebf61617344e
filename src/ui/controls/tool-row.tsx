import type { ReactNode } from "react";
import classes from "./tool-row.module.css";

export interface ToolRowProps {
  readonly children?: ReactNode;
  /** Stands at the far side. */
  readonly end?: ReactNode;
}

/** Small controls in a row, which goes on below where it is too narrow for all. */
export function ToolRow({ children, end }: ToolRowProps) {
  return (
    <div className={classes.row}>
      {children}
      {end !== undefined && <div className={classes.end}>{end}</div>}
    </div>
  );
}

/** One figure with its name, its interval and the baseline's figure beside it. */
import type { ReactNode } from "react";
import { useMessages } from "../../i18n/locale";
import classes from "./statistic.module.css";

export interface StatisticProps {
  readonly label: ReactNode;
  /** As it should be read: already in the language of the page. */
  readonly value: string;
  readonly interval?: { readonly low: string; readonly high: string };
  readonly baseline?: string;
  readonly size?: "medium" | "large";
}

export function Statistic({ label, value, interval, baseline, size = "medium" }: StatisticProps) {
  const words = useMessages().app.controls;
  return (
    <div className={classes.statistic} data-size={size}>
      <div className={classes.label}>{label}</div>
      <div className={classes.value}>{value}</div>
      {interval && <div className={classes.beside}>{words.interval(interval.low, interval.high)}</div>}
      {baseline !== undefined && (
        <div className={classes.beside}>
          {words.baseline} {baseline}
        </div>
      )}
    </div>
  );
}

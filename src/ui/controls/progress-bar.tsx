/** How far something is, what it has done so far, the time left, and a stop. */
import { Button } from "@mantine/core";
import { useFormat, useMessages } from "../../i18n/locale";
import classes from "./progress-bar.module.css";

export interface ProgressBarProps {
  readonly label: string;
  /** 0 to 1; null while nobody knows. */
  readonly fraction: number | null;
  readonly timeLeftMs?: number | null;
  /** Figures that grow: "12,000 rows · 14 of 100 MB". */
  readonly detail?: string;
  readonly onCancel?: () => void;
}

export function ProgressBar({ label, fraction, timeLeftMs, detail, onCancel }: ProgressBarProps) {
  const words = useMessages().app.controls;
  const format = useFormat();
  const percent = fraction === null ? null : Math.round(Math.min(1, Math.max(0, fraction)) * 100);
  const hasTime = timeLeftMs !== undefined && timeLeftMs !== null && Number.isFinite(timeLeftMs);
  const figures = [
    percent === null ? "" : format.percent(percent / 100, 0),
    hasTime ? words.timeLeft(format.duration(timeLeftMs)) : "",
    detail ?? "",
  ].filter((part) => part !== "");
  return (
    <div className={classes.progress}>
      <div className={classes.words}>
        <span className={classes.label}>{label}</span>
        <span className={classes.figures}>{figures.join(" · ")}</span>
      </div>
      <div className={classes.line}>
        <div
          className={classes.track}
          role="progressbar"
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={100}
          {...(percent === null ? {} : { "aria-valuenow": percent })}
          aria-valuetext={figures.join(", ")}
        >
          <div
            className={classes.fill}
            data-unknown={percent === null || undefined}
            style={{ width: `${percent ?? 30}%` }}
          />
        </div>
        {onCancel && (
          <Button size="compact-sm" variant="default" onClick={onCancel}>
            {words.cancel}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Spans of an hour, a day, a week to be chosen by a press. */
import { Button } from "@mantine/core";
import { roundSpans } from "./forecast-question";
import classes from "./forecast-slots.module.css";

export interface SpanButtonsProps {
  /** null where times are not of the calendar. */
  readonly step: number | null;
  readonly chosen: number;
  readonly nameOf: (steps: number) => string;
  readonly onChoose: (steps: number) => void;
}

export function SpanButtons({ step, chosen, nameOf, onChoose }: SpanButtonsProps) {
  return (
    <div className={classes.spans}>
      {roundSpans(step).map((count) => (
        <Button
          key={count}
          variant={count === chosen ? "light" : "default"}
          size="compact-sm"
          aria-pressed={count === chosen}
          onClick={() => onChoose(count)}
        >
          {nameOf(count)}
        </Button>
      ))}
    </div>
  );
}

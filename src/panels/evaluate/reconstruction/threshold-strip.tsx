/** The error above which a row counts as unusual, to be tried out: it moves all that stands below. */
import { Button, Slider } from "@mantine/core";
import { useFormat, useMessages } from "../../../i18n/locale";
import { Section } from "../../../ui/controls/section";
import { flaggedShares, type ErrorCase } from "./error-cases";
import classes from "./reconstruction.module.css";

export interface ThresholdStripProps {
  readonly cases: readonly ErrorCase[];
  readonly usualErrors: Float64Array;
  readonly normal: string | null;
  readonly fitted: number;
  readonly threshold: number;
  /** null: as fitted. */
  readonly onThreshold: (threshold: number | null) => void;
}

const stepCount = 200;

export function ThresholdStrip({ cases, usualErrors, normal, fitted, threshold, onThreshold }: ThresholdStripProps) {
  const { reconstruction: words } = useMessages();
  const format = useFormat();
  const errors = cases.map(({ error }) => error);
  const [low, high] = [Math.min(fitted, ...errors), Math.max(fitted, ...errors)];
  const below = usualErrors.filter((error) => error <= threshold).length / usualErrors.length;
  const { usual, others } = flaggedShares(cases, threshold, normal);
  return (
    <Section title={words.threshold} note={words.thresholdKept}>
      <div className={classes.strip}>
        <Slider
          thumbLabel={words.threshold}
          min={low}
          max={high}
          step={(high - low) / stepCount || 1}
          value={threshold}
          label={(value) => format.significant(value)}
          thumbProps={{ "aria-valuetext": format.significant(threshold) }}
          onChange={(value) => onThreshold(value)}
        />
        <Button size="compact-sm" variant="default" disabled={threshold === fitted} onClick={() => onThreshold(null)}>
          {words.thresholdReset}
        </Button>
        <p data-testid="threshold">
          <strong className="lb-number">{format.significant(threshold)}</strong>{" "}
          {words.thresholdNote(
            format.percent(below, 0),
            format.number(usualErrors.length),
            usual === null ? "–" : format.percent(usual, 0),
            others === null ? null : format.percent(others, 0),
          )}
        </p>
      </div>
    </Section>
  );
}

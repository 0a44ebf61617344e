/** What counts as one case: each picture, or all pictures of a patient together. */
import { SegmentedControl } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import type { Evaluation, UnitEvaluation, UnitRule } from "../../core/evaluation";
import { useFormat, useMessages } from "../../i18n/locale";
import classes from "./evaluate.module.css";

export interface UnitSwitchProps {
  readonly units: readonly UnitEvaluation[];
  /** null: each picture. */
  readonly rule: UnitRule | null;
  readonly onRule: (rule: UnitRule | null) => void;
}

export function UnitSwitch({ units, rule, onRule }: UnitSwitchProps) {
  const words = useMessages().evaluate;
  const format = useFormat();
  const isNarrow = useMediaQuery("(max-width: 600px)") ?? false;
  const chosen = units.find((unit) => unit.rule === rule);
  return (
    <div className={classes.tools}>
      <SegmentedControl
        size="xs"
        orientation={isNarrow ? "vertical" : "horizontal"}
        aria-label={words.countBy}
        value={rule ?? "row"}
        data={[
          { value: "row", label: words.perPicture },
          ...units.map(({ rule: value, unit }) => ({
            value,
            label: value === "mean" ? words.perUnitMean(unit) : words.perUnitMax(unit),
          })),
        ]}
        onChange={(value) => onRule(units.find((unit) => unit.rule === value)?.rule ?? null)}
      />
      {chosen && (
        <p className={classes.quiet}>
          {words.unitNote(format.number(chosen.rowCount), format.number(chosen.evaluation.n), chosen.unit)}
          {chosen.mixed > 0 && ` ${words.unitMixed(format.number(chosen.mixed))}`}
          {chosen.unnamed > 0 && ` ${words.unitUnnamed(format.number(chosen.unnamed))}`}
        </p>
      )}
    </div>
  );
}

/** The scores by this rule, or those of single rows where they were not made. */
export function evaluationBy(evaluation: Evaluation, rule: UnitRule | null): Evaluation {
  return evaluation.byUnit?.find((unit) => unit.rule === rule)?.evaluation ?? evaluation;
}

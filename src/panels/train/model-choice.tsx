/** Which family answers the question: cards, the others greyed with their reason, and the presets of the chosen one. */
import { SegmentedControl } from "@mantine/core";
import { memo } from "react";
import type { ColumnInfo } from "../../core/column";
import type { Task } from "../../core/task";
import { useFormat, useMessages } from "../../i18n/locale";
import { families } from "../../models/registry";
import { CardButton } from "../../ui/controls/card";
import { Section } from "../../ui/controls/section";
import { useActions } from "../workbench";
import classes from "./train.module.css";

export interface ModelChoiceProps {
  readonly task: Task;
  readonly features: readonly ColumnInfo[];
  readonly family: string;
  readonly preset: string | null;
}

export const ModelChoice = memo(function ModelChoice({ task, features, family, preset }: ModelChoiceProps) {
  const { train } = useMessages();
  const format = useFormat();
  const actions = useActions();
  const chosen = families.find((spec) => spec.id === family);
  // What answers the question first, the others behind with their reasons.
  const judged = families
    .map((spec) => ({ spec, verdict: spec.accepts(task, features) }))
    .toSorted((a, b) => Number(b.verdict.ok) - Number(a.verdict.ok));
  return (
    <Section title={train.model} note={train.modelNote}>
      <div className={classes.families}>
        {judged.map(({ spec, verdict }) => (
          <CardButton
            key={spec.id}
            isSelected={spec.id === family}
            disabled={!verdict.ok}
            onClick={() => actions.setModel(spec.id)}
          >
            <strong>{format.text(spec.label)}</strong>
            <span className={classes.quiet}>
              {verdict.ok ? format.text(spec.summary) : train.cannot(format.text(verdict.reason))}
            </span>
          </CardButton>
        ))}
      </div>
      {chosen && chosen.presets.length > 0 && (
        <div className={classes.preset}>
          <span id="preset-label">{train.preset}</span>
          <SegmentedControl
            size="xs"
            aria-labelledby="preset-label"
            value={preset ?? ""}
            onChange={(value) => actions.setModel(value === "" ? family : `${family}/${value}`)}
            data={[
              { value: "", label: train.ownDefault },
              ...chosen.presets.map((item) => ({ value: item.id, label: format.text(item.label) })),
            ]}
          />
          <span className={classes.quiet}>
            {format.text(chosen.presets.find((item) => item.id === preset)?.summary ?? { en: "", zh: "" })}
          </span>
        </div>
      )}
    </Section>
  );
});

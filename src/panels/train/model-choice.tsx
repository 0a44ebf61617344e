/** Which family answers the question: cards, the others folded away with their reason, and the presets of the chosen one. */
import { SegmentedControl } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { memo, useId } from "react";
import type { ColumnInfo } from "../../core/column";
import type { Task } from "../../core/task";
import { useFormat, useMessages } from "../../i18n/locale";
import type { ModelSpec } from "../../core/model-spec";
import type { Verdict } from "../../core/verdict";
import { families } from "../../models/registry";
import { CardButton } from "../../ui/controls/card";
import { Section } from "../../ui/controls/section";
import { UnfoldButton } from "../../ui/controls/unfold-button";
import { useActions } from "../workbench";
import classes from "./train.module.css";

export interface ModelChoiceProps {
  readonly task: Task;
  readonly features: readonly ColumnInfo[];
  readonly family: string;
  readonly preset: string | null;
}

interface Judged {
  readonly spec: ModelSpec;
  readonly verdict: Verdict;
}

export const ModelChoice = memo(function ModelChoice({ task, features, family, preset }: ModelChoiceProps) {
  const { train } = useMessages();
  const format = useFormat();
  const actions = useActions();
  const chosen = families.find((spec) => spec.id === family);
  const [isUnfolded, { toggle }] = useDisclosure(false);
  const othersId = useId();
  const judged = families.map((spec) => ({ spec, verdict: spec.accepts(task, features) }));
  const isInSight = ({ spec, verdict }: Judged) => verdict.ok || spec.id === family;
  const others = judged.filter((item) => !isInSight(item));
  const card = ({ spec, verdict }: Judged) => (
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
  );
  return (
    <Section title={train.model} note={train.modelNote}>
      <div className={classes.families}>{judged.filter(isInSight).map(card)}</div>
      {others.length > 0 && (
        <>
          <UnfoldButton
            label={train.otherFamilies(format.number(others.length))}
            isOpen={isUnfolded}
            controls={othersId}
            className={classes.unfold}
            onToggle={toggle}
          />
          <div id={othersId} className={classes.families} hidden={!isUnfolded}>
            {isUnfolded && others.map(card)}
          </div>
        </>
      )}
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

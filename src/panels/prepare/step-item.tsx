/** One step of the pipeline: its setting and its columns, what it did, and the form that changes it. */
import { ActionIcon, Button } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconTrash } from "@tabler/icons-react";
import type { ColumnInfo } from "../../core/column";
import type { Field } from "../../core/field";
import type { PipelineStep, StepEffect, StepInfo } from "../../core/pipeline";
import { useFormat, useMessages, type Format } from "../../i18n/locale";
import { StepForm } from "./step-form";
import classes from "./steps-section.module.css";

export interface StepItemProps {
  /** Counted from 1. */
  readonly number: number;
  readonly step: PipelineStep;
  /** null: a kind that this version does not know. */
  readonly info: StepInfo | null;
  readonly effect: StepEffect | null;
  readonly isPending: boolean;
  readonly features: readonly ColumnInfo[];
  readonly isOpen: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onToggle: () => void;
  readonly onChange: (step: PipelineStep) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

export function StepItem(props: StepItemProps) {
  const { number, step, info, effect, isOpen } = props;
  const words = useMessages().prepare;
  const format = useFormat();
  const label = info ? format.text(info.label) : words.unknownStep(step.kind);
  const setting = info ? settingOf(info, step, format) : "";
  return (
    <li className={classes.step}>
      <span className={classes.number}>{format.number(number)}</span>
      <div>
        <span className={classes.label}>{label}</span>
        {setting && <span className={classes.setting}> · {setting}</span>}
        <p className={classes.effect}>
          {effect ? format.text(effect.message) : props.isPending ? words.effectPending : words.effectNone}
        </p>
        <p className={classes.columns} title={step.columns.join(", ")}>
          <ColumnNames names={step.columns} />
        </p>
      </div>
      <div className={classes.tools}>
        <Button
          variant="default"
          size="compact-sm"
          aria-expanded={isOpen}
          aria-label={words.editStep(label)}
          onClick={props.onToggle}
        >
          {isOpen ? words.closeStep : words.edit}
        </Button>
        <ActionIcon
          variant="subtle"
          color="gray"
          disabled={props.isFirst}
          aria-label={words.moveStepUp(label)}
          onClick={() => props.onMove(-1)}
        >
          <IconArrowUp size={16} stroke={1.75} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          disabled={props.isLast}
          aria-label={words.moveStepDown(label)}
          onClick={() => props.onMove(1)}
        >
          <IconArrowDown size={16} stroke={1.75} aria-hidden />
        </ActionIcon>
        <ActionIcon variant="subtle" color="gray" aria-label={words.removeStep(label)} onClick={props.onRemove}>
          <IconTrash size={16} stroke={1.75} aria-hidden />
        </ActionIcon>
      </div>
      {isOpen && info && <StepForm info={info} step={step} features={props.features} onChange={props.onChange} />}
    </li>
  );
}

const namesInSight = 6;

function ColumnNames({ names }: { names: readonly string[] }) {
  const words = useMessages().prepare;
  const format = useFormat();
  const hidden = names.length - namesInSight;
  if (names.length === 0) return words.stepOnNone;
  if (hidden <= 1) return format.list(names);
  return words.stepColumnList(
    names.slice(0, namesInSight).join(format.locale === "zh" ? "、" : ", "),
    format.number(hidden),
  );
}

/** The choices of a step in words: “median”, “standard”. */
function settingOf(info: StepInfo, step: PipelineStep, format: Format): string {
  const wordOf = (field: Field): string | null => {
    if (field.type !== "choice") return null;
    const value = step.params[field.id] ?? field.default;
    const option = field.options.find((candidate) => candidate.value === value);
    return option ? format.text(option.label) : null;
  };
  return info.fields
    .map(wordOf)
    .filter((word) => word !== null)
    .join(", ");
}

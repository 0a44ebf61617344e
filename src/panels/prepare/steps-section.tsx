/** The preprocessing steps in order: what each did to how many values, and how to change, move, remove or add one. */
import { Button, Menu } from "@mantine/core";
import { IconPlus, IconRestore } from "@tabler/icons-react";
import { useState } from "react";
import type { ColumnInfo } from "../../core/column";
import type { PipelineStep, StepEffect } from "../../core/pipeline";
import { useFormat, useMessages } from "../../i18n/locale";
import { describeSteps } from "../../preprocessing/registry";
import { Section } from "../../ui/controls/section";
import { movedStep, newStep, offeredSteps, replacedStep, withoutStep } from "./pipeline-edits";
import { StepItem } from "./step-item";
import classes from "./steps-section.module.css";

export interface StepsSectionProps {
  readonly steps: readonly PipelineStep[];
  /** What each step did, aligned with `steps`; null where it did nothing or that is not known yet. */
  readonly effects: readonly (StepEffect | null)[];
  readonly isPending: boolean;
  /** The columns to predict from. */
  readonly features: readonly ColumnInfo[];
  /** Whether the user has changed the proposal. */
  readonly isChanged: boolean;
  readonly onSteps: (steps: readonly PipelineStep[]) => void;
  readonly onReset: () => void;
}

const stepInfos = describeSteps();

export function StepsSection({ steps, effects, features, isPending, isChanged, onSteps, onReset }: StepsSectionProps) {
  const words = useMessages().prepare;
  const format = useFormat();
  const [open, setOpen] = useState<number | null>(null);
  const add = (kind: string) => {
    const info = stepInfos.find((candidate) => candidate.kind === kind);
    if (!info) return;
    onSteps([...steps, newStep(info, features)]);
    setOpen(steps.length);
  };
  return (
    <Section
      title={words.stepsTitle}
      note={words.stepsText}
      aside={
        isChanged && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconRestore size={14} stroke={1.75} aria-hidden />}
            onClick={() => {
              setOpen(null);
              onReset();
            }}
          >
            {words.resetSteps}
          </Button>
        )
      }
    >
      {steps.length === 0 && <p className={classes.quiet}>{words.noSteps}</p>}
      <ol className={classes.steps}>
        {steps.map((step, index) => (
          // Two steps of one kind differ by their place alone.
          <StepItem
            key={index}
            number={index + 1}
            step={step}
            info={stepInfos.find((info) => info.kind === step.kind) ?? null}
            effect={effects[index] ?? null}
            isPending={isPending}
            features={features}
            isOpen={open === index}
            isFirst={index === 0}
            isLast={index === steps.length - 1}
            onToggle={() => setOpen(open === index ? null : index)}
            onChange={(next) => onSteps(replacedStep(steps, index, next))}
            onMove={(by) => {
              onSteps(movedStep(steps, index, by));
              setOpen(null);
            }}
            onRemove={() => {
              onSteps(withoutStep(steps, index));
              setOpen(null);
            }}
          />
        ))}
      </ol>
      <Menu position="bottom-start" withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button
            className={classes.add ?? ""}
            variant="default"
            size="compact-sm"
            leftSection={<IconPlus size={14} stroke={1.75} aria-hidden />}
          >
            {words.addStep}
          </Button>
        </Menu.Target>
        <Menu.Dropdown maw={360}>
          {offeredSteps(stepInfos, features).map((info) => (
            <Menu.Item key={info.kind} onClick={() => add(info.kind)}>
              <div>{format.text(info.label)}</div>
              <div className={classes.quiet}>{format.text(info.summary)}</div>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Section>
  );
}

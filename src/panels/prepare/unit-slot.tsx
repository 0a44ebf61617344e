/** What is given back: single rows, or windows of so many rows of a series. */
import { SegmentedControl } from "@mantine/core";
import type { DatasetInfo } from "../../core/dataset";
import type { SeriesFacts } from "../../core/forecast";
import { givesWindowsBack, type ReconstructionTask, type Task, type WindowReconstruction } from "../../core/task";
import { useFormat, useMessages } from "../../i18n/locale";
import { spanWording } from "../../preprocessing/windows/step-words";
import { NumberField } from "../../ui/controls/number-field";
import classes from "./forecast-slots.module.css";
import { SentencePopover } from "./sentence-popover";
import { SpanButtons } from "./span-buttons";
import { proposeUnit, withUnit } from "./unusual-question";
import { useStep } from "./use-step";

export interface UnitSlotProps {
  readonly dataset: DatasetInfo;
  readonly task: ReconstructionTask;
  /** What was found of the series, where that is known. */
  readonly facts: SeriesFacts | null;
  readonly onTask: (task: Task) => void;
}

export function UnitSlot({ dataset, task, facts, onTask }: UnitSlotProps) {
  const { reconstruction: words } = useMessages();
  const format = useFormat();
  const text = task.window ? words.windowsOf(format.number(task.window.lookBack)) : words.singleRows;
  return (
    <SentencePopover label={words.slotUnit(text)} text={text} title={words.chooseUnit}>
      <div className={classes.form}>
        <SegmentedControl
          aria-label={words.chooseUnit}
          value={task.window ? "windows" : "rows"}
          data={[
            { value: "rows", label: words.singleRows },
            { value: "windows", label: words.windows },
          ]}
          onChange={(value) => onTask(withUnit(dataset, task, value === "windows" ? proposeUnit(dataset, task) : null))}
        />
        {givesWindowsBack(task) && <LengthForm dataset={dataset} task={task} facts={facts} onTask={onTask} />}
      </div>
    </SentencePopover>
  );
}

/** One row by itself is no window. */
const fewest = 2;

function LengthForm({ dataset, task, facts, onTask }: UnitSlotProps & { readonly task: WindowReconstruction }) {
  const { reconstruction: words, forecast } = useMessages();
  const format = useFormat();
  const { step, isDated } = useStep({ dataset, task, facts });
  const change = (lookBack: number) => onTask(withUnit(dataset, task, Math.max(fewest, lookBack)));
  return (
    <>
      <NumberField
        label={forecast.steps}
        description={words.unitHelp}
        value={task.window.lookBack}
        min={fewest}
        max={10_000}
        isWhole
        onChange={change}
      />
      <SpanButtons
        step={isDated ? step : null}
        chosen={task.window.lookBack}
        nameOf={(count) => format.text(spanWording(count, step, isDated))}
        onChoose={change}
      />
    </>
  );
}

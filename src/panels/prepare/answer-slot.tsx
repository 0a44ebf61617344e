/** When the class or the number is asked for: of now, some steps ahead, or whether it comes within them. */
import { SegmentedControl } from "@mantine/core";
import type { AnsweredWindow, Task } from "../../core/task";
import { useFormat, useMessages } from "../../i18n/locale";
import { spanWording } from "../../preprocessing/windows/step-words";
import { NumberField } from "../../ui/controls/number-field";
import { whenWords } from "../../ui/controls/when-words";
import { withWindow } from "./forecast-question";
import classes from "./forecast-slots.module.css";
import { SentencePopover } from "./sentence-popover";
import { SpanButtons } from "./span-buttons";
import { useStep, type AskedSeries } from "./use-step";

export interface AnswerSlotProps extends AskedSeries {
  readonly task: AnsweredWindow;
  readonly onTask: (task: Task) => void;
}

export function AnswerSlot(props: AnswerSlotProps) {
  const { windows: words, forecast } = useMessages();
  const format = useFormat();
  const { step, isDated } = useStep(props);
  const { dataset, task, onTask } = props;
  const { horizon, within = false } = task.window;
  const spanOf = (count: number) => format.text(spanWording(count, step, isDated));
  const text = whenWords(words, task.window, spanOf);
  // Where the column has another number of classes by now, it must still be possible to take it back.
  const isPair = dataset.columns.some(({ name, distinct }) => name === task.target && distinct === 2);
  const canCome = task.kind === "classification" && isPair && horizon > 0;
  const change = (count: number) => onTask(withWindow(task, { horizon: count }));
  return (
    <SentencePopover label={words.slotWhen(text)} text={text} title={words.chooseWhen}>
      <div className={classes.form}>
        <NumberField
          label={forecast.steps}
          description={words.whenHelp}
          value={horizon}
          min={0}
          max={10_000}
          isWhole
          onChange={change}
        />
        <SpanButtons step={isDated ? step : null} chosen={horizon} nameOf={spanOf} onChoose={change} />
        {(canCome || within) && (
          <SegmentedControl
            size="xs"
            aria-label={words.chooseWhen}
            value={within ? "within" : "then"}
            data={[
              { value: "then", label: words.exactly },
              { value: "within", label: words.atAnyTime },
            ]}
            onChange={(value) => onTask(withWindow(task, { within: value === "within" }))}
          />
        )}
      </div>
    </SentencePopover>
  );
}

/** The slots of a question about a series: how far ahead and back, in what order, and as how many series. */
import type { ReactNode } from "react";
import type { DatasetInfo } from "../../core/dataset";
import type { SeriesFacts } from "../../core/forecast";
import { asksWindows, type Task, type WindowedTask } from "../../core/task";
import { useFormat, useMessages } from "../../i18n/locale";
import { spanWording } from "../../preprocessing/windows/step-words";
import { NumberField } from "../../ui/controls/number-field";
import { SentenceSlot } from "../../ui/controls/sentence-slot";
import { kindNote } from "./column-notes";
import { orderColumns, seriesColumns, seriesReason, withWindow, type SeriesQuestion } from "./forecast-question";
import classes from "./forecast-slots.module.css";
import { BandSlot } from "./band-slot";
import { SentencePopover } from "./sentence-popover";
import { AnswerSlot } from "./answer-slot";
import { SpanButtons } from "./span-buttons";
import { useStep } from "./use-step";

export interface SeriesSlotProps<Asked extends SeriesQuestion = SeriesQuestion> {
  readonly dataset: DatasetInfo;
  readonly task: Asked;
  /** What was found of the series, where that is known. */
  readonly facts: SeriesFacts | null;
  readonly onTask: (task: Task) => void;
}

/** By the names that the sentence calls them. */
export function forecastSlots(props: SeriesSlotProps<WindowedTask>): Readonly<Record<string, ReactNode>> {
  return {
    horizon: asksWindows(props.task) ? (
      <AnswerSlot {...props} task={props.task} />
    ) : (
      <StepsSlot which="horizon" {...props} />
    ),
    lookBack: <StepsSlot which="lookBack" {...props} />,
    ...seriesSlots(props),
    band: props.task.kind === "forecasting" && <BandSlot task={props.task} onTask={props.onTask} />,
  };
}

/** Those of any question about series. */
export function seriesSlots(props: SeriesSlotProps): Readonly<Record<string, ReactNode>> {
  return { order: <OrderSlot {...props} />, series: <SeriesSlot {...props} /> };
}

function StepsSlot({ which, ...props }: SeriesSlotProps<WindowedTask> & { readonly which: "horizon" | "lookBack" }) {
  const { forecast: words } = useMessages();
  const format = useFormat();
  const { step, isDated } = useStep(props);
  const { task, onTask } = props;
  const steps = task.window[which];
  const spanOf = (count: number) => format.text(spanWording(count, step, isDated));
  const isAhead = which === "horizon";
  const span = spanOf(steps);
  const change = (count: number) => onTask(withWindow(task, { [which]: count }));
  return (
    <SentencePopover
      label={isAhead ? words.slotHorizon(span) : words.slotLookBack(span)}
      text={span}
      title={isAhead ? words.chooseHorizon : words.chooseLookBack}
    >
      <div className={classes.form}>
        <NumberField
          label={words.steps}
          description={isAhead ? words.horizonHelp : words.lookBackHelp}
          value={steps}
          min={1}
          max={10_000}
          isWhole
          onChange={change}
        />
        <SpanButtons step={isDated ? step : null} chosen={steps} nameOf={spanOf} onChoose={change} />
      </div>
    </SentencePopover>
  );
}

/** No column is called so. */
const none = "\u0000none";

function OrderSlot({ dataset, task, onTask }: SeriesSlotProps) {
  const messages = useMessages();
  const { forecast: words } = messages;
  const format = useFormat();
  const { time } = task.window;
  return (
    <SentenceSlot
      label={words.chooseOrder}
      text={time ?? words.rowOrder}
      value={time ?? none}
      options={[
        ...orderColumns(dataset, task).map((column) => ({
          value: column.name,
          label: column.name,
          note: kindNote(messages, format, column),
        })),
        { value: none, label: words.rowOrder, note: words.rowOrderNote },
      ]}
      onPick={(name) => onTask(withWindow(task, { time: name === none ? undefined : name }))}
    />
  );
}

function SeriesSlot({ dataset, task, onTask }: SeriesSlotProps) {
  const messages = useMessages();
  const { forecast: words } = messages;
  const format = useFormat();
  const { series } = task.window;
  return (
    <SentenceSlot
      label={words.chooseSeries}
      text={series === undefined ? words.oneSeries : words.seriesBy(series)}
      value={series ?? none}
      options={[
        { value: none, label: words.oneSeries, note: words.oneSeriesNote },
        ...seriesColumns(dataset, task).map((column) => {
          const reason = seriesReason(column, dataset.rowCount);
          return {
            value: column.name,
            label: words.seriesBy(column.name),
            note: reason ? words[reason] : kindNote(messages, format, column),
            disabled: reason !== null,
          };
        }),
      ]}
      onPick={(name) => onTask(withWindow(task, { series: name === none ? undefined : name }))}
    />
  );
}

/** The answer for each series after its last row; of two classes the likeliest to be found first. */
import { Table } from "@mantine/core";
import type { Predictions } from "../../core/run";
import type { AnsweredWindow } from "../../core/task";
import { useFormat, useMessages } from "../../i18n/locale";
import { spanWording } from "../../preprocessing/windows/step-words";
import { comingClass, whenWords } from "../../ui/controls/when-words";
import { TableHead } from "../../ui/controls/table-head";
import classes from "./use.module.css";

export interface LatestTableProps {
  readonly task: AnsweredWindow;
  /** What the data are called. */
  readonly after: string;
  readonly predictions: Predictions;
}

/** Series that are shown; the file of all rows has the others. */
const mostSeries = 200;
/** Columns of probabilities. */
const mostCategories = 8;

export function LatestTable({ task, after, predictions }: LatestTableProps) {
  const { windows: words, forecast, use, reconstruction } = useMessages();
  const format = useFormat();
  const { rows, values, categories = [], probabilities, windows } = predictions;
  if (!windows) return null;
  const { names, times, step, isDated } = windows;
  const found = task.kind === "classification" && task.positive !== undefined ? categories.indexOf(task.positive) : -1;
  const shareOf = (i: number) => {
    const share = probabilities?.[i]?.[found] ?? 0;
    // What could not be said stands last.
    return Number.isNaN(share) ? -1 : share;
  };
  // Of two classes the one that is to be found says all.
  const shown = found >= 0 ? categories.slice(found, found + 1) : categories.slice(0, mostCategories);
  const order = Array.from(rows.keys()).toSorted((a, b) => shareOf(b) - shareOf(a) || a - b);
  const when = whenWords(words, task.window, (steps) => format.text(spanWording(steps, step, isDated)));
  const coming = comingClass(task, categories);
  const writeTime = (time: number) => (isDated ? format.dataTime(time) : format.number(time));
  const write = (value: Predictions["values"][number]) => {
    if (value === null) return words.tooShort;
    if (typeof value === "number") return format.significant(value);
    if (coming === null) return String(value);
    return value === coming ? reconstruction.yes : reconstruction.no;
  };
  return (
    <div className={classes.form} data-testid="latest">
      <p>
        <strong>{words.latestTable}</strong> · {forecast.comingAfter(after)}
      </p>
      <Table.ScrollContainer minWidth={480} mah={420}>
        <Table verticalSpacing={4} className="lb-number" aria-label={words.latestTable}>
          <TableHead
            columns={[
              task.window.series,
              words.lastRow,
              coming === null ? words.answer(task.target, when) : words.answerWithin(task.target, coming, when),
              ...shown.map((category) => use.probabilityOf(category)),
            ]}
          />
          <Table.Tbody>
            {order.slice(0, mostSeries).map((i) => {
              const value = values[i] ?? null;
              return (
                <Table.Tr key={rows[i]}>
                  {task.window.series !== undefined && <Table.Td>{names[i] ?? "–"}</Table.Td>}
                  <Table.Td>{writeTime(times[i] ?? NaN)}</Table.Td>
                  <Table.Td>{write(value)}</Table.Td>
                  {shown.map((category, code) => {
                    const share = probabilities?.[i]?.[Math.max(0, found) + code] ?? NaN;
                    return <Table.Td key={category}>{Number.isNaN(share) ? "–" : format.percent(share)}</Table.Td>;
                  })}
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {order.length > mostSeries && (
        <p className={classes.quiet}>{words.latestShown(format.number(mostSeries), format.number(order.length))}</p>
      )}
    </div>
  );
}

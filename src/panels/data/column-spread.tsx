/** How the values of a column are spread, in the head of the table. */
import type { ColumnInfo } from "../../core/column";
import { useFormat, useMessages, type Format } from "../../i18n/locale";
import { Histogram } from "../../ui/controls/histogram";
import classes from "./column-head.module.css";

export interface ColumnSpreadProps {
  readonly column: ColumnInfo;
  readonly rowCount: number;
}

const dayMs = 86_400_000;

/** The day alone: a range of moments is wider than a column. */
function dayOf(format: Format): (milliseconds: number) => string {
  return (milliseconds) => format.dataTime(Math.floor(milliseconds / dayMs) * dayMs);
}

/** Years and other small whole numbers as in the file, without thousands marks. */
function shortNumber(format: Format): (value: number) => string {
  return (value) => (Number.isInteger(value) && Math.abs(value) < 10_000 ? String(value) : format.significant(value));
}

/** A histogram of numbers and times, the commonest of categories, the length of texts: always of the same height. */
export function ColumnSpread({ column, rowCount }: ColumnSpreadProps) {
  const words = useMessages().data;
  const format = useFormat();
  const { summary } = column;
  switch (summary.kind) {
    case "number":
    case "time": {
      const write = summary.kind === "time" ? dayOf(format) : shortNumber(format);
      const [low, high] = [write(summary.min), write(summary.max)];
      return (
        <div className={classes.spread}>
          <Histogram counts={summary.histogram} label={words.histogramLabel(column.name, low, high)} />
          <div className={classes.range}>{words.range(low, high)}</div>
        </div>
      );
    }
    case "category": {
      const inSight = column.distinct <= 3 ? 3 : 2;
      return (
        <ul className={classes.spread} aria-label={words.topLabel(column.name)}>
          {summary.top.slice(0, inSight).map(({ category, count }) => (
            <li key={category} className={classes.category}>
              <span
                className={classes.bar}
                style={{ width: `${(100 * count) / Math.max(1, rowCount)}%` }}
                aria-hidden
              />
              <span className={classes.categoryName}>{category}</span>
              <span className={classes.count}>{format.number(count)}</span>
            </li>
          ))}
          {column.distinct > inSight && (
            <li className={classes.range}>{words.otherCategories(format.number(column.distinct - inSight))}</li>
          )}
        </ul>
      );
    }
    case "text":
      return (
        <div className={classes.spread}>
          <div className={classes.range}>{words.distinct(format.number(column.distinct))}</div>
          <div className={classes.range}>{words.textSummary(format.number(summary.meanLength, 0))}</div>
        </div>
      );
    case "image": {
      const span = ([low, , high]: readonly number[]) =>
        low === high ? format.number(high ?? 0) : `${format.number(low ?? 0)}–${format.number(high ?? 0)}`;
      return (
        <div className={classes.spread}>
          <div className={classes.range}>{words.pictureSize(span(summary.widths), span(summary.heights))}</div>
          <div className={classes.range}>{summary.channels === 1 ? words.greyPictures : words.colouredPictures}</div>
        </div>
      );
    }
  }
}

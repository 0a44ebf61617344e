/** Counts of actual against predicted classes; each cell selects its rows. */
import { useFormat, useMessages } from "../../i18n/locale";
import { ChartFrame } from "./chart-frame";
import classes from "./chart.module.css";

export interface ConfusionMatrixProps {
  readonly title: string;
  readonly summary: string;
  readonly categories: readonly string[];
  /** [actual][predicted] */
  readonly counts: readonly (readonly number[])[];
  readonly selectedCell: readonly [number, number] | null;
  readonly onSelect: (actual: number, predicted: number) => void;
  readonly onFailure: (error: unknown) => void;
}

export function ConfusionMatrix(props: ConfusionMatrixProps) {
  const { title, summary, categories, counts, selectedCell, onSelect } = props;
  const { charts } = useMessages();
  const format = useFormat();
  const rowTotals = counts.map((row) => row.reduce((sum, count) => sum + count, 0));
  return (
    <ChartFrame
      isTable
      title={title}
      summary={summary}
      onFailure={props.onFailure}
      numbers={() => ({
        columns: [`${charts.actual} \\ ${charts.predicted}`, ...categories],
        rows: counts.map((row, actual) => [categories[actual] ?? "", ...row]),
      })}
    >
      <div className={classes.matrixScroll}>
        <table className={classes.matrix}>
          <caption>{summary}</caption>
          <thead>
            <tr>
              <th scope="col" rowSpan={2}>
                {charts.actual}
              </th>
              <th scope="colgroup" colSpan={categories.length}>
                {charts.predicted}
              </th>
              <th scope="col" rowSpan={2}>
                {charts.total}
              </th>
            </tr>
            <tr>
              {categories.map((category) => (
                <th key={category} scope="col" title={category}>
                  {category}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {counts.map((row, actual) => (
              <tr key={categories[actual]}>
                <th scope="row" title={categories[actual]}>
                  {categories[actual]}
                </th>
                {row.map((count, predicted) => {
                  const share = count / Math.max(1, rowTotals[actual] ?? 1);
                  const ground = actual === predicted ? "var(--lb-bar)" : "#D55E00";
                  return (
                    <td key={categories[predicted]}>
                      <button
                        type="button"
                        className={classes.cell}
                        disabled={count === 0}
                        aria-pressed={selectedCell?.[0] === actual && selectedCell[1] === predicted}
                        aria-label={charts.confusionCell(
                          categories[actual] ?? "",
                          categories[predicted] ?? "",
                          format.number(count),
                        )}
                        style={{ background: `color-mix(in srgb, ${ground} ${Math.round(share * 45)}%, transparent)` }}
                        onClick={() => onSelect(actual, predicted)}
                      >
                        {format.number(count)}
                        <small>{format.percent(share, 0)}</small>
                      </button>
                    </td>
                  );
                })}
                <td className={classes.totals}>{format.number(rowTotals[actual] ?? 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </ChartFrame>
  );
}

/** Confusion matrix and ROC curve of the test rows. */
import type { Evaluation } from "../../core/evaluation";
import type { ClassificationMetrics } from "../../core/metrics";
import type { Cases } from "../../core/run";
import { inEveryLanguage } from "../../core/wording";
import { messages } from "../../i18n/messages";
import { createFormat, useFormat, useMessages } from "../../i18n/locale";
import { ConfusionMatrix } from "../../ui/charts/confusion-matrix";
import { CurveChart } from "../../ui/charts/curve-chart";
import { categoryColors } from "../../ui/theme";
import { useActions, useProject } from "../workbench";
import type { Cell } from "./case-gallery";
import classes from "./evaluate.module.css";

export interface ClassificationChartsProps {
  readonly evaluation: Evaluation;
  readonly metrics: ClassificationMetrics;
  /** Rows with what was said of each, or of the unit that it belongs to. */
  readonly cases: Cases | null;
  readonly dataset: string;
  /** What the cells count beside rows: pictures, windows, or units by this column. */
  readonly counts?: "pictures" | "windows" | { readonly unit: string };
  /** The cell whose cases stand below, where they do. */
  readonly cell?: Cell | null;
  readonly onCell?: (cell: Cell) => void;
}

export function ClassificationCharts(props: ClassificationChartsProps) {
  const { evaluation, metrics, cases, dataset, counts, cell, onCell } = props;
  const { evaluate, windows } = useMessages();
  const format = useFormat();
  const actions = useActions();
  const selection = useProject((state) => state.selection);
  const { confusion, categories } = metrics;
  const all = confusion.flat().reduce((sum, count) => sum + count, 0);
  const right = confusion.reduce((sum, row, index) => sum + (row[index] ?? 0), 0);
  const rowsOf = (actual: number, predicted: number) =>
    cases
      ? Array.from(cases.rows).filter((_, i) => cases.actual[i] === actual && cases.predicted[i] === predicted)
      : [];
  const select = (actual: number, predicted: number) => {
    const rows = rowsOf(actual, predicted);
    onCell?.({ actual, predicted, rows });
    actions.select({
      dataset,
      rows,
      label: inEveryLanguage((locale) =>
        messages[locale].evaluate.cellLabel(
          createFormat(locale).number(rows.length),
          categories[actual] ?? "",
          categories[predicted] ?? "",
        ),
      ),
    });
  };
  const chosen = new Set(selection?.dataset === dataset ? selection.rows : []);
  const selectedByRows = confusion
    .flatMap((row, actual) => row.map((count, predicted) => ({ actual, predicted, count })))
    .find(({ actual, predicted, count }) => {
      const rows = count > 0 && chosen.size > 0 ? rowsOf(actual, predicted) : [];
      return rows.length > 0 && rows.length === chosen.size && rows.every((row) => chosen.has(row));
    });
  const selectedCell = cell ?? selectedByRows;
  const { roc } = evaluation;
  const [rightText, allText] = [format.number(right), format.number(all)];
  const summary =
    counts === undefined
      ? evaluate.confusionSummary(rightText, allText)
      : counts === "pictures"
        ? evaluate.confusionPictures(rightText, allText)
        : counts === "windows"
          ? windows.confusion(rightText, allText)
          : evaluate.confusionUnits(rightText, allText, counts.unit);
  return (
    <div className={classes.charts}>
      <ConfusionMatrix
        title={evaluate.confusion}
        summary={summary}
        categories={categories}
        counts={confusion}
        selectedCell={selectedCell ? [selectedCell.actual, selectedCell.predicted] : null}
        onSelect={select}
        onFailure={actions.report}
      />
      {roc && (
        <CurveChart
          title={evaluate.roc}
          summary={evaluate.rocSummary(format.number(metrics.rocAuc))}
          xLabel={evaluate.rocX}
          yLabel={evaluate.rocY}
          xDomain={[0, 1]}
          yDomain={[0, 1]}
          height={300}
          hasDiagonal
          series={[
            {
              id: "roc",
              label: evaluate.roc,
              color: categoryColors[0] ?? "",
              points: roc.x.map((x, index) => ({ x, y: roc.y[index] ?? 0 })),
            },
          ]}
          onFailure={actions.report}
        />
      )}
    </div>
  );
}

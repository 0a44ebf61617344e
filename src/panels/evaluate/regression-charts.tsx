/** Predicted against actual, and the residuals, of the test rows. */
import { useMemo } from "react";
import type { Cases } from "../../core/run";
import { inEveryLanguage } from "../../core/wording";
import { createFormat, useFormat, useMessages } from "../../i18n/locale";
import { messages } from "../../i18n/messages";
import { BinsChart, type Bin } from "../../ui/charts/bins-chart";
import { PointsChart } from "../../ui/charts/points-chart";
import { useActions, useProject } from "../workbench";
import classes from "./evaluate.module.css";
import { binResiduals } from "./worst-cases";

export interface RegressionChartsProps {
  readonly cases: Cases;
  readonly target: string;
  readonly dataset: string;
}

export function RegressionCharts({ cases, target, dataset }: RegressionChartsProps) {
  const { evaluate } = useMessages();
  const format = useFormat();
  const actions = useActions();
  const selection = useProject((state) => state.selection);
  const selected = useMemo(() => new Set(selection?.dataset === dataset ? selection.rows : []), [selection, dataset]);
  const { points, residuals, bins, quartiles } = useMemo(() => {
    const all = Array.from(cases.rows, (row, i) => ({
      row,
      actual: cases.actual[i] ?? Number.NaN,
      predicted: cases.predicted[i] ?? Number.NaN,
    }));
    const sorted = all.map(({ actual, predicted }) => predicted - actual).toSorted((a, b) => a - b);
    return {
      points: all.map(({ row, actual, predicted }) => ({ row, x: actual, y: predicted })),
      residuals: all.map(({ row, actual, predicted }) => ({ row, x: predicted, y: predicted - actual })),
      bins: binResiduals(cases, 24),
      quartiles: [
        sorted[Math.floor(sorted.length * 0.25)] ?? 0,
        sorted[Math.floor(sorted.length * 0.75)] ?? 0,
      ] as const,
    };
  }, [cases]);
  const selectRow = (row: number) =>
    actions.select({
      dataset,
      rows: [row],
      label: inEveryLanguage((locale) => messages[locale].evaluate.rowLabel(createFormat(locale).number(row + 1))),
    });
  const selectBin = (bin: Bin) =>
    actions.select({
      dataset,
      rows: bin.rows,
      label: inEveryLanguage((locale) => {
        const { number, significant } = createFormat(locale);
        return messages[locale].evaluate.binLabel(number(bin.rows.length), significant(bin.from), significant(bin.to));
      }),
    });
  return (
    <div className={classes.charts}>
      <PointsChart
        title={evaluate.scatter}
        summary={evaluate.scatterSummary}
        xLabel={`${evaluate.actual} ${target}`}
        yLabel={`${evaluate.predicted} ${target}`}
        points={points}
        selected={selected}
        onSelect={selectRow}
        reference="diagonal"
        onFailure={actions.report}
      />
      <BinsChart
        title={evaluate.residuals}
        summary={evaluate.residualsSummary(format.significant(quartiles[0]), format.significant(quartiles[1]))}
        xLabel={evaluate.residualAxis}
        bins={bins}
        selected={selected}
        onSelect={selectBin}
        onFailure={actions.report}
      />
      <PointsChart
        title={evaluate.residualPlot}
        summary={evaluate.residualPlotSummary}
        xLabel={`${evaluate.predicted} ${target}`}
        yLabel={evaluate.residualAxis}
        points={residuals}
        selected={selected}
        onSelect={selectRow}
        reference="zero"
        onFailure={actions.report}
      />
    </div>
  );
}

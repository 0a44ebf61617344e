/** The error of the model and of every rule by how many steps ahead it is. */
import type { Evaluation } from "../../core/evaluation";
import type { ForecastingMetrics } from "../../core/metrics";
import { useFormat, useMessages } from "../../i18n/locale";
import { CurveChart } from "../../ui/charts/curve-chart";
import { categoryColors } from "../../ui/theme";
import { useActions } from "../workbench";

export interface HorizonChartProps {
  readonly evaluation: Evaluation;
  readonly metrics: ForecastingMetrics;
}

export function HorizonChart({ evaluation, metrics }: HorizonChartProps) {
  const { forecast: words, evaluate } = useMessages();
  const format = useFormat();
  const actions = useActions();
  const pointsOf = ({ byHorizon }: ForecastingMetrics) => byHorizon.map(({ mae }, i) => ({ x: i + 1, y: mae }));
  const series = [
    { id: "model", label: words.model, color: categoryColors[5] ?? "", points: pointsOf(metrics) },
    ...(evaluation.rivals ?? []).map(({ rule, metrics: own }, i) => ({
      id: rule,
      label: evaluate.forecastRules[rule],
      color: categoryColors[i] ?? "",
      isDashed: true,
      points: pointsOf(own),
    })),
  ];
  const [first] = metrics.byHorizon;
  const last = metrics.byHorizon.at(-1);
  return (
    <CurveChart
      title={words.byHorizon}
      summary={words.byHorizonSummary(
        format.significant(first?.mae ?? NaN),
        format.significant(last?.mae ?? NaN),
        format.number(metrics.byHorizon.length),
      )}
      xLabel={words.ahead}
      yLabel={evaluate.metrics.mae.term}
      series={series}
      onFailure={actions.report}
    />
  );
}

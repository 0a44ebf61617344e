/** The model beside the simple rules on the same windows, the best first, with the lead over each. */
import type { Evaluation, Interval } from "../../core/evaluation";
import type { ForecastingMetrics } from "../../core/metrics";
import { useFormat, useMessages } from "../../i18n/locale";
import { modelRow, RulesTable } from "./rules-table";

export interface RivalTableProps {
  readonly evaluation: Evaluation;
  readonly metrics: ForecastingMetrics;
}

export function RivalTable({ evaluation, metrics }: RivalTableProps) {
  const { forecast: words, evaluate } = useMessages();
  const format = useFormat();
  const { rivals = [], baselineRule } = evaluation;
  const best = baselineRule.kind === "forecast" ? baselineRule.rule : null;
  const rows = [
    { id: modelRow, name: words.model, metrics, lead: null },
    ...rivals.map(({ rule, metrics: own, lead }) => ({
      id: rule,
      name: evaluate.forecastRules[rule],
      metrics: own,
      lead: { value: own.mae - metrics.mae, interval: lead },
    })),
  ].toSorted((a, b) => a.metrics.mae - b.metrics.mae);
  const range = (interval: Interval | undefined) =>
    interval ? ` (${format.significant(interval.low)} – ${format.significant(interval.high)})` : ` (${words.noLead})`;
  return (
    <RulesTable
      title={words.rivals}
      note={words.rivalsNote}
      minWidth={560}
      headings={[evaluate.metrics.mae.term, evaluate.metrics.rmse.term, evaluate.metrics.mase.term]}
      rows={rows.map(({ id, name, metrics: { mae, rmse, mase }, lead }) => ({
        ...{ id, name, isBest: id === best },
        scores: [format.significant(mae), format.significant(rmse), format.number(mase)],
        lead: lead && `${format.significant(lead.value)}${range(lead.interval)}`,
      }))}
    />
  );
}

/** The model beside the simple rules on the same windows, the best first, with the lead over each. */
import { Table } from "@mantine/core";
import type { Evaluation, Interval } from "../../core/evaluation";
import type { ForecastingMetrics } from "../../core/metrics";
import { useFormat, useMessages } from "../../i18n/locale";
import { Section } from "../../ui/controls/section";
import classes from "./evaluate.module.css";

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
    { id: "model", name: words.model, metrics, lead: null },
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
    <Section title={words.rivals} note={words.rivalsNote}>
      <Table.ScrollContainer minWidth={560}>
        <Table verticalSpacing={6} className="lb-number" aria-label={words.rivals}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{words.rule}</Table.Th>
              <Table.Th scope="col">{evaluate.metrics.mae.term}</Table.Th>
              <Table.Th scope="col">{evaluate.metrics.rmse.term}</Table.Th>
              <Table.Th scope="col">{evaluate.metrics.mase.term}</Table.Th>
              <Table.Th scope="col">{words.lead}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ id, name, metrics: own, lead }) => (
              <Table.Tr key={id} data-rule={id} {...(id === "model" ? { bg: "var(--lb-mark)" } : {})}>
                <Table.Th scope="row" className={classes.scoreName}>
                  {name}
                  {id === best && <span className={classes.term}>{words.best}</span>}
                </Table.Th>
                <Table.Td>{format.significant(own.mae)}</Table.Td>
                <Table.Td>{format.significant(own.rmse)}</Table.Td>
                <Table.Td>{format.number(own.mase)}</Table.Td>
                <Table.Td className={classes.range}>
                  {lead && `${format.significant(lead.value)}${range(lead.interval)}`}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}

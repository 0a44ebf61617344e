/** Classes or numbers over windows beside the simple rules on the same windows, the best first, with the lead over each. */
import { Table } from "@mantine/core";
import type { Evaluation, Interval } from "../../core/evaluation";
import { useFormat, useMessages } from "../../i18n/locale";
import { Section } from "../../ui/controls/section";
import classes from "./evaluate.module.css";
import { isLowerBetter, scoreOf, scoreWords, writeScore, type ScoreName } from "./score-names";

const classScores = ["accuracy", "recall", "precision", "specificity", "rocAuc"] as const;
const valueScores = ["mae", "rmse", "r2"] as const;

export function WindowRivals({ evaluation }: { readonly evaluation: Evaluation }) {
  const messages = useMessages();
  const { windows: words, forecast } = messages;
  const format = useFormat();
  const { metrics, windowRivals = [] } = evaluation;
  if (windowRivals.length === 0) return null;
  const isClass = metrics.kind === "classification";
  const shown: readonly ScoreName[] = isClass ? classScores : valueScores;
  const [first = "mae"] = shown;
  const names = { "as-now": words.asNow, usual: isClass ? words.usualClass : words.usualValue };
  const sign = isLowerBetter(first) ? -1 : 1;
  const rows = [
    { id: "model", name: forecast.model, metrics, lead: null },
    ...windowRivals.map(({ rule, metrics: own, lead }) => ({
      id: rule,
      name: names[rule],
      metrics: own,
      lead: { value: sign * (scoreOf(metrics, first) - scoreOf(own, first)), interval: lead },
    })),
  ].toSorted((a, b) => sign * (scoreOf(b.metrics, first) - scoreOf(a.metrics, first)));
  const amount = (value: number) =>
    isClass ? format.number(Number((100 * value).toFixed(1))) : format.significant(value);
  const range = (interval: Interval | undefined) =>
    interval ? ` (${amount(interval.low)} – ${amount(interval.high)})` : ` (${forecast.noLead})`;
  const write = (name: ScoreName, value: number) => (Number.isNaN(value) ? "–" : writeScore(format, name, value));
  return (
    <Section title={words.rivals} note={words.rivalsNote}>
      <Table.ScrollContainer minWidth={640}>
        <Table verticalSpacing={6} className="lb-number" aria-label={words.rivals}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{forecast.rule}</Table.Th>
              {shown.map((name) => (
                <Table.Th key={name} scope="col">
                  {scoreWords(messages, metrics, name).term}
                </Table.Th>
              ))}
              <Table.Th scope="col">{forecast.lead}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ id, name, metrics: own, lead }) => (
              <Table.Tr key={id} data-rule={id} {...(id === "model" ? { bg: "var(--lb-mark)" } : {})}>
                <Table.Th scope="row" className={classes.scoreName}>
                  {name}
                </Table.Th>
                {shown.map((score) => (
                  <Table.Td key={score}>{write(score, scoreOf(own, score))}</Table.Td>
                ))}
                <Table.Td className={classes.range}>
                  {lead && `${isClass ? words.points(amount(lead.value)) : amount(lead.value)}${range(lead.interval)}`}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}

/** Classes or numbers over windows beside the simple rules on the same windows, the best first, with the lead over each. */
import type { Evaluation, Interval } from "../../core/evaluation";
import { useFormat, useMessages } from "../../i18n/locale";
import { modelRow, RulesTable } from "./rules-table";
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
    { id: modelRow, name: forecast.model, metrics, lead: null },
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
    <RulesTable
      title={words.rivals}
      note={words.rivalsNote}
      minWidth={640}
      headings={shown.map((name) => scoreWords(messages, metrics, name).term)}
      rows={rows.map(({ id, name, metrics: own, lead }) => ({
        ...{ id, name },
        scores: shown.map((score) => write(score, scoreOf(own, score))),
        lead: lead && `${isClass ? words.points(amount(lead.value)) : amount(lead.value)}${range(lead.interval)}`,
      }))}
    />
  );
}

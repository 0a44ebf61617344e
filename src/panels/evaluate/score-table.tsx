/** Every score with its interval, beside the baseline's on the same rows. */
import { Table } from "@mantine/core";
import { assertNever } from "../../core/assert-never";
import type { Evaluation, Interval } from "../../core/evaluation";
import { useFormat, useMessages } from "../../i18n/locale";
import type { Messages } from "../../i18n/messages";
import { HelpTip } from "../../ui/controls/help-tip";
import { Section } from "../../ui/controls/section";
import classes from "./evaluate.module.css";
import { IntervalMark } from "./interval-mark";
import { isUnitScore, scoreNames, scoreOf, scoreWords, writeScore, type ScoreName } from "./score-names";

export interface ScoreTableProps {
  readonly evaluation: Evaluation;
  /** “Scores” where left out. */
  readonly title?: string;
}

export function ScoreTable({ evaluation, title }: ScoreTableProps) {
  const messages = useMessages();
  const { evaluate } = messages;
  const format = useFormat();
  const { metrics, baseline, baselineRule, intervals, baselineIntervals } = evaluation;
  const rule = useRule(baselineRule);
  const range = (name: ScoreName, interval: Interval | undefined) =>
    interval ? `${writeScore(format, name, interval.low)} – ${writeScore(format, name, interval.high)}` : "–";
  const convention = conventionOf(messages, evaluation);
  return (
    <Section title={title ?? evaluate.scores} note={`${evaluate.scoresNote} ${convention}`}>
      <Table.ScrollContainer minWidth={720}>
        <Table verticalSpacing={6} horizontalSpacing={8} className="lb-number" aria-label={title ?? evaluate.scores}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{evaluate.score}</Table.Th>
              <Table.Th scope="col">{evaluate.value}</Table.Th>
              <Table.Th scope="col">{evaluate.interval}</Table.Th>
              <Table.Th scope="col">{evaluate.baselineIs(rule)}</Table.Th>
              <Table.Th scope="col">{evaluate.interval}</Table.Th>
              <Table.Td aria-hidden="true" />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {scoreNames(metrics).map((name) => {
              const words = scoreWords(messages, metrics, name);
              const value = scoreOf(metrics, name);
              return (
                <Table.Tr key={name} data-score={name}>
                  <Table.Th scope="row" className={classes.scoreName}>
                    {words.plain}
                    <span className={classes.term}>
                      {words.term} <HelpTip label={words.term}>{words.formula}</HelpTip>
                    </span>
                  </Table.Th>
                  <Table.Td className={classes.scoreValue}>{writeScore(format, name, value)}</Table.Td>
                  <Table.Td className={classes.range}>{range(name, intervals[name])}</Table.Td>
                  <Table.Td>{writeScore(format, name, scoreOf(baseline, name))}</Table.Td>
                  <Table.Td className={classes.range}>{range(name, baselineIntervals[name])}</Table.Td>
                  <Table.Td>
                    {isUnitScore(name) && (
                      <IntervalMark value={value} interval={intervals[name]} baseline={scoreOf(baseline, name)} />
                    )}
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}

function useRule(rule: Evaluation["baselineRule"]): string {
  const { evaluate, labels, writing, embeddings, reconstruction } = useMessages();
  const format = useFormat();
  switch (rule.kind) {
    case "mean":
      return evaluate.alwaysMean(format.significant(rule.value));
    case "most-frequent":
      return evaluate.alwaysSays(rule.category);
    case "label-frequencies":
      return labels.baseline;
    case "as-now":
      return evaluate.asNow;
    case "bigram":
      if (rule.turn === undefined) return writing.bigram;
      return `${rule.turn === "copy" ? writing.copy : writing.mostFrequent}; ${writing.bigram}`;
    case "word-frequency":
      return embeddings.byFrequency;
    case "forecast":
      return evaluate.forecastRules[rule.rule];
    case "reconstruction": {
      const rules = reconstruction.baselineRules;
      return rule.rule.kind === "mean-row" ? rules["mean-row"] : rules.components(format.number(rule.rule.count));
    }
    default:
      return assertNever(rule);
  }
}

function conventionOf(
  { evaluate, labels, reconstruction }: Messages,
  { metrics, unit, rowUnit }: Pick<Evaluation, "metrics" | "unit" | "rowUnit">,
): string {
  if (metrics.kind === "reconstruction") {
    const { convention, conventionOfWindows, windowsByTime } = reconstruction;
    if (rowUnit !== "windows") return convention;
    return [convention, conventionOfWindows, ...(unit === "windows" ? [windowsByTime] : [])].join(" ");
  }
  if (metrics.kind === "multilabel") return labels.macro;
  if (metrics.kind !== "classification") return "";
  return metrics.positive === null ? evaluate.macro : evaluate.positive(metrics.positive);
}

/** Every score with its interval, beside the baseline's on the same rows. */
import { Table } from "@mantine/core";
import type { Evaluation, Interval } from "../../core/metrics";
import { useFormat, useMessages } from "../../i18n/locale";
import { HelpTip } from "../../ui/controls/help-tip";
import { Section } from "../../ui/controls/section";
import classes from "./evaluate.module.css";
import { IntervalMark } from "./interval-mark";
import { isUnitScore, scoreNames, scoreOf, writeScore, type ScoreName } from "./score-names";

export function ScoreTable({ evaluation }: { evaluation: Evaluation }) {
  const { evaluate } = useMessages();
  const format = useFormat();
  const { metrics, baseline, baselineRule, intervals, baselineIntervals } = evaluation;
  const rules: { readonly [Kind in Evaluation["baselineRule"]["kind"]]: string } = {
    mean: baselineRule.kind === "mean" ? evaluate.alwaysMean(format.significant(baselineRule.value)) : "",
    "most-frequent": baselineRule.kind === "most-frequent" ? evaluate.alwaysSays(baselineRule.category) : "",
    "label-frequencies": evaluate.alwaysCommonLabels,
  };
  const rule = rules[baselineRule.kind];
  const range = (name: ScoreName, interval: Interval | undefined) =>
    interval ? `${writeScore(format, name, interval.low)} – ${writeScore(format, name, interval.high)}` : "–";
  const convention =
    metrics.kind === "classification"
      ? metrics.positive === null
        ? evaluate.macro
        : evaluate.positive(metrics.positive)
      : metrics.kind === "multilabel"
        ? evaluate.overLabels
        : "";
  return (
    <Section title={evaluate.scores} note={`${evaluate.scoresNote} ${convention}`}>
      <Table.ScrollContainer minWidth={620}>
        <Table verticalSpacing={6} horizontalSpacing={8} className="lb-number" aria-label={evaluate.scores}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{evaluate.score}</Table.Th>
              <Table.Th scope="col">{evaluate.value}</Table.Th>
              <Table.Th scope="col">{evaluate.interval}</Table.Th>
              <Table.Th scope="col">
                {evaluate.baseline}: {rule}
              </Table.Th>
              <Table.Th scope="col">{evaluate.interval}</Table.Th>
              <Table.Td aria-hidden="true" />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {scoreNames(metrics).map((name) => {
              const words = evaluate.metrics[name];
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

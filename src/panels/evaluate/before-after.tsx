/** The same request before and after a correction of the data, score by score. */
import { Table } from "@mantine/core";
import type { Evaluation, Interval, UnitRule } from "../../core/evaluation";
import type { Run } from "../../core/run";
import { useFormat, useMessages } from "../../i18n/locale";
import { Section } from "../../ui/controls/section";
import { TableHead } from "../../ui/controls/table-head";
import classes from "./evaluate.module.css";
import {
  comparedScores,
  isLowerBetter,
  isPercentScore,
  scoreOf,
  scoreWords,
  writeScore,
  type ScoreName,
} from "./score-names";
import { evaluationBy } from "./unit-switch";
import { useBeforeAfter } from "./use-before-after";

export interface BeforeAfterProps {
  readonly before: Run;
  readonly after: Run;
  /** null: each row is a case. */
  readonly rule: UnitRule | null;
}

export function BeforeAfter({ before, after, rule }: BeforeAfterProps) {
  const messages = useMessages();
  const { edits, evaluate } = messages;
  const format = useFormat();
  const found = useBeforeAfter(before, after);
  if (!before.evaluation || !after.evaluation) return null;
  const then = evaluationBy(before.evaluation.test, rule);
  const now = evaluationBy(after.evaluation.test, rule);
  const corrected = found?.corrected ? evaluationBy(found.corrected, rule) : null;
  const reference = corrected ?? then;
  const [first, second] = [format.number(before.number), format.number(after.number)];
  const names = comparedScores(now.metrics).filter((name) => Number.isFinite(scoreOf(now.metrics, name)));
  const changed = found && found.relabelled + found.gone > 0 ? found : null;
  return (
    <Section title={edits.compareTitle} note={edits.compareNote(first, second)}>
      {changed && (
        <p>
          {(corrected ? edits.testChanged : edits.testChangedOnly)(
            format.number(changed.relabelled),
            format.number(changed.gone),
            first,
          )}
          {changed.isOnlyTest && ` ${edits.onlyTest}`}
        </p>
      )}
      <Table.ScrollContainer minWidth={corrected ? 620 : 480}>
        <Table verticalSpacing={6} className="lb-number" aria-label={edits.compareTitle}>
          <TableHead
            columns={[
              evaluate.score,
              edits.runThen(first),
              corrected && edits.runNow(first),
              edits.runThen(second),
              edits.difference,
            ]}
          />
          <Table.Tbody>
            {names.map((name) => (
              <Table.Tr key={name} data-compared={name}>
                <Table.Th scope="row" className={classes.scoreName}>
                  {scoreWords(messages, now.metrics, name).plain}
                  <span className={classes.term}>{scoreWords(messages, now.metrics, name).term}</span>
                </Table.Th>
                <Score name={name} evaluation={then} />
                {corrected && <Score name={name} evaluation={corrected} />}
                <Score name={name} evaluation={now} />
                <Table.Td className={classes.difference}>
                  <Difference name={name} before={reference} after={now} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}

function Score({ name, evaluation }: { name: ScoreName; evaluation: Evaluation }) {
  const format = useFormat();
  const interval: Interval | undefined = evaluation.intervals[name];
  const write = (value: number) => writeScore(format, name, value);
  return (
    <Table.Td>
      {write(scoreOf(evaluation.metrics, name))}
      {interval && (
        <span className={classes.term}>
          {write(interval.low)} – {write(interval.high)}
        </span>
      )}
    </Table.Td>
  );
}

function Difference({ name, before, after }: { name: ScoreName; before: Evaluation; after: Evaluation }) {
  const words = useMessages().edits;
  const format = useFormat();
  const value = scoreOf(after.metrics, name) - scoreOf(before.metrics, name);
  if (!Number.isFinite(value)) return "–";
  const write = (size: number) =>
    isPercentScore(name) ? words.points(format.number(100 * size, 1)) : writeScore(format, name, size);
  const text = write(Math.abs(value));
  if (text === write(0)) return text;
  const word = value > 0 === isLowerBetter(name) ? words.worse : words.better;
  const [own, other] = [after.intervals[name], before.intervals[name]];
  const isApart = own && other && (own.low > other.high || own.high < other.low);
  return (
    <>
      {value > 0 ? "+" : "−"}
      {text}
      <span className={classes.term}>{isApart ? word : words.maybeChance(word)}</span>
    </>
  );
}

/** The texts of a column at a glance: how long they are, which words speak for which class, what a vocabulary would miss. */
import { NativeSelect, Table } from "@mantine/core";
import { useMemo, useState } from "react";
import type { ColumnInfo } from "../../core/column";
import type { DatasetInfo } from "../../core/dataset";
import type { TextSummary } from "../../core/text-summary";
import { useFormat, useMessages } from "../../i18n/locale";
import { FailureBox } from "../../ui/controls/failure-box";
import { ProgressBar } from "../../ui/controls/progress-bar";
import { Section } from "../../ui/controls/section";
import { TableHead } from "../../ui/controls/table-head";
import { ClassWordsTable } from "./class-words-table";
import classes from "./texts-section.module.css";
import { useTexts } from "./use-texts";

/** More classes than this make no table that one could read. */
const mostClasses = 12;

export interface TextsSectionProps {
  readonly dataset: DatasetInfo;
  /** Columns of prose, at least one. */
  readonly columns: readonly ColumnInfo[];
}

export function TextsSection({ dataset, columns }: TextsSectionProps) {
  const { texts: words } = useMessages();
  const format = useFormat();
  const [first] = columns;
  const [name, setName] = useState(first?.name ?? "");
  const sortings = useMemo(
    () =>
      dataset.columns.filter(({ kind, distinct }) => kind === "category" && distinct >= 2 && distinct <= mostClasses),
    [dataset],
  );
  const [by, setBy] = useState<string | null>(sortings[0]?.name ?? null);
  const { summary, failure } = useTexts(dataset, name, by);
  const choice = (
    label: string,
    value: string,
    options: readonly { value: string; label: string }[],
    pick: (value: string) => void,
  ) => (
    <NativeSelect
      label={label}
      value={value}
      data={[...options]}
      onChange={({ currentTarget }) => pick(currentTarget.value)}
    />
  );
  const named = (list: readonly ColumnInfo[]) => list.map((column) => ({ value: column.name, label: column.name }));
  return (
    <Section
      title={words.title(name)}
      note={
        summary
          ? words.note(
              format.number(summary.textCount),
              format.number(summary.wordCount),
              format.number(summary.distinctCount),
            )
          : words.pending
      }
    >
      <div className={classes.choices}>
        {columns.length > 1 && choice(words.column, name, named(columns), setName)}
        {sortings.length > 0 &&
          choice(words.classes, by ?? "", [{ value: "", label: words.noClasses }, ...named(sortings)], (value) =>
            setBy(value === "" ? null : value),
          )}
      </div>
      {failure && <FailureBox failure={failure} />}
      {!summary && !failure && <ProgressBar label={words.pending} fraction={null} />}
      {summary && (
        <>
          <Section level={3} title={words.lengths} note={words.lengthsNote}>
            <dl className={classes.figures}>
              {summary.lengths.map(({ percent, words: count }) => (
                <div key={percent}>
                  <dt>{percent === 100 ? words.longest : words.atMost(format.number(percent))}</dt>
                  <dd className="lb-number">{words.words(format.number(count))}</dd>
                </div>
              ))}
              {summary.emptyCount > 0 && (
                <div>
                  <dt>{words.empty}</dt>
                  <dd className="lb-number">{format.number(summary.emptyCount)}</dd>
                </div>
              )}
            </dl>
          </Section>
          {summary.classes && <ClassWordsTable classes={summary.classes} />}
          <Vocabulary summary={summary} />
        </>
      )}
    </Section>
  );
}

function Vocabulary({ summary: { vocabulary } }: { summary: TextSummary }) {
  const { texts: words } = useMessages();
  const format = useFormat();
  const { unknownShares, examples, learnedTexts, otherTexts } = vocabulary;
  if (otherTexts === 0) return null;
  return (
    <Section
      level={3}
      title={words.vocabulary}
      note={words.vocabularyNote(format.number(learnedTexts), format.number(otherTexts))}
    >
      <Table className={`lb-number ${classes.table}`} verticalSpacing={4} aria-label={words.vocabulary}>
        <TableHead columns={[words.size, words.unknown]} />
        <Table.Tbody>
          {unknownShares.map(({ size, share }, i) => (
            <Table.Tr key={size}>
              <Table.Th scope="row">
                {i === unknownShares.length - 1 ? words.allWords(format.number(size)) : format.number(size)}
              </Table.Th>
              <Table.Td>{format.percent(share)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {examples.length > 0 && (
        <p className={classes.quiet}>{words.examples(format.list(examples.map(({ word }) => word)))}</p>
      )}
    </Section>
  );
}

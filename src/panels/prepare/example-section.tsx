/** One training row, as it is in the table and as the numbers that the model is given. */
import { Button } from "@mantine/core";
import { useState } from "react";
import type { ColumnInfo } from "../../core/column";
import type { PreparePreview } from "../../core/prepare-preview";
import { useFormat, useMessages } from "../../i18n/locale";
import { Section } from "../../ui/controls/section";
import classes from "./example-section.module.css";

export interface ExampleSectionProps {
  readonly example: PreparePreview["example"];
  readonly featureCount: number;
  readonly columns: readonly ColumnInfo[];
}

export function ExampleSection({ example, featureCount, columns }: ExampleSectionProps) {
  const words = useMessages().prepare;
  const format = useFormat();
  const kinds = new Map(columns.map((column) => [column.name, column.kind]));
  const before = example.before.map(({ column, value }) => ({
    name: column,
    value:
      value === null
        ? null
        : typeof value === "string"
          ? value
          : kinds.get(column) === "time"
            ? format.dataTime(value)
            : format.significant(value),
    isNumber: typeof value === "number",
  }));
  const after = example.after.map(({ feature, value }) => ({
    name: feature,
    value: format.number(value),
    isNumber: true,
  }));
  return (
    <Section title={words.exampleTitle} note={words.exampleText(format.number(example.row + 1))}>
      <div className={classes.tables}>
        <Values title={words.exampleBefore} nameHead={words.exampleColumn} entries={before} />
        <Values
          title={words.exampleAfter(format.number(featureCount))}
          nameHead={words.exampleFeature}
          entries={after}
        />
      </div>
    </Section>
  );
}

interface ValuesProps {
  readonly title: string;
  readonly nameHead: string;
  readonly entries: readonly { readonly name: string; readonly value: string | null; readonly isNumber: boolean }[];
}

const shownFirst = 24;
const shownMore = 200;

function Values({ title, nameHead, entries }: ValuesProps) {
  const words = useMessages().prepare;
  const format = useFormat();
  const [limit, setLimit] = useState(shownFirst);
  const hidden = entries.length - limit;
  return (
    <div>
      <table className={classes.table}>
        <caption className={classes.caption}>{title}</caption>
        <thead className="lb-hidden">
          <tr>
            <th scope="col">{nameHead}</th>
            <th scope="col">{words.exampleValue}</th>
          </tr>
        </thead>
        <tbody>
          {entries.slice(0, limit).map(({ name, value, isNumber }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td data-number={isNumber || undefined} data-missing={value === null || undefined}>
                {value ?? words.exampleMissing}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {hidden > 0 && (
        <Button variant="subtle" size="compact-sm" onClick={() => setLimit(limit + shownMore)}>
          {words.exampleMore(format.number(Math.min(hidden, shownMore)))}
        </Button>
      )}
    </div>
  );
}

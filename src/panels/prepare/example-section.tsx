/** One training row: each column as it is in the table, and beside it the numbers that the model is given of it. */
import { Button } from "@mantine/core";
import { useMemo, useState } from "react";
import type { ColumnInfo, ColumnKind } from "../../core/column";
import type { PreparePreview } from "../../core/prepare-preview";
import { useFormat, useMessages, type Format } from "../../i18n/locale";
import { Section } from "../../ui/controls/section";
import { stepName } from "../../ui/controls/step-name";
import { exampleRows, type ExampleRow } from "./example-rows";
import classes from "./example-section.module.css";

export interface ExampleSectionProps {
  readonly example: PreparePreview["example"];
  readonly featureCount: number;
  readonly columns: readonly ColumnInfo[];
}

const shownFirst = 24;
const shownMore = 200;

export function ExampleSection({ example, featureCount, columns }: ExampleSectionProps) {
  const words = useMessages().prepare;
  const format = useFormat();
  const [limit, setLimit] = useState(shownFirst);
  const rows = useMemo(() => exampleRows(example), [example]);
  const kinds = useMemo(() => new Map(columns.map(({ name, kind }) => [name, kind])), [columns]);
  const hidden = rows.length - limit;
  return (
    <Section title={words.exampleTitle} note={words.exampleText(format.number(example.row + 1))}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{words.exampleColumn}</th>
            <th scope="col">{words.exampleBefore}</th>
            <th scope="col">{words.exampleAfter(format.number(featureCount))}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, limit).map((row) => (
            <tr key={row.column}>
              <th scope="row">{row.column}</th>
              <td>
                {row.value === undefined
                  ? null
                  : (writtenValue(row.value, kinds.get(row.column), format) ?? <Nothing />)}
              </td>
              <td>
                <Features row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {hidden > 0 && (
        <Button
          className={classes.more ?? ""}
          variant="subtle"
          size="compact-sm"
          onClick={() => setLimit(limit + shownMore)}
        >
          {words.exampleMore(format.number(Math.min(hidden, shownMore)))}
        </Button>
      )}
    </Section>
  );
}

function writtenValue(value: string | number | null, kind: ColumnKind | undefined, format: Format): string | null {
  if (value !== null && kind === "time") return format.dataTime(new Date(value).getTime());
  // As in the file: without thousands marks, without the dust of binary fractions.
  return typeof value === "number" ? String(Number(value.toPrecision(12))) : value;
}

function Nothing() {
  return <span className={classes.quiet}>{useMessages().prepare.exampleMissing}</span>;
}

const featuresInSight = 12;

function Features({ row }: { row: ExampleRow }) {
  const {
    prepare: words,
    app: { controls },
  } = useMessages();
  const format = useFormat();
  const hidden = row.features.length - featuresInSight;
  // Of the many words that were counted those that the text has.
  const shown =
    hidden > 0 ? row.features.toSorted((a, b) => Number(a.value === 0) - Number(b.value === 0)) : row.features;
  if (row.features.length === 0) return <span className={classes.quiet}>{words.exampleDropped}</span>;
  return (
    <ul className={classes.features}>
      {shown.slice(0, featuresInSight).map(({ part, value }) => (
        <li key={part}>
          {part && <span className={classes.quiet}>{stepName(part, controls.now)} </span>}
          {format.number(value)}
        </li>
      ))}
      {hidden > 0 && <li className={classes.quiet}>{words.exampleAndMore(format.number(hidden))}</li>}
    </ul>
  );
}

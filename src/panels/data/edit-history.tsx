/** What has been corrected by hand, the latest first: each line can be looked at and taken back. */
import { Button } from "@mantine/core";
import { IconArrowBackUp, IconRowInsertTop } from "@tabler/icons-react";
import { useState } from "react";
import type { DatasetInfo } from "../../core/dataset";
import type { DatasetEdit } from "../../core/dataset-edit";
import { excludedRows } from "../../core/excluded-rows";
import { inEveryLanguage, type Locale } from "../../core/wording";
import { createFormat, useFormat, useMessages } from "../../i18n/locale";
import { messages } from "../../i18n/messages";
import { Section } from "../../ui/controls/section";
import { useActions } from "../workbench";
import classes from "./edit-history.module.css";

const shownFirst = 8;

export function EditHistory({ dataset }: { dataset: DatasetInfo }) {
  const words = useMessages().edits;
  const format = useFormat();
  const actions = useActions();
  const [isUnfolded, setUnfolded] = useState(false);
  const edits = (dataset.edits ?? []).map((edit, place) => ({ edit, place })).toReversed();
  if (edits.length === 0) return null;
  const excluded = excludedRows(dataset.edits).size;
  const shown = isUnfolded ? edits : edits.slice(0, shownFirst);
  return (
    <Section title={words.title} note={words.note}>
      {excluded > 0 && (
        <p data-testid="excluded">{words.excludedCount(format.number(excluded), format.number(dataset.rowCount))}</p>
      )}
      <ol className={classes.edits} data-testid="edits" reversed>
        {shown.map(({ edit, place }) => {
          const line = lineOf(edit, format.locale);
          return (
            <li key={place} className={classes.edit}>
              <span className={classes.words}>{line}</span>
              <Button
                size="compact-sm"
                variant="subtle"
                aria-label={words.showRowsOf(line)}
                leftSection={<IconRowInsertTop size={14} stroke={1.75} aria-hidden />}
                onClick={() =>
                  actions.select({
                    dataset: dataset.id,
                    rows: [...new Set(edit.rows)],
                    label: inEveryLanguage((locale) => lineOf(edit, locale)),
                  })
                }
              >
                {words.showRows}
              </Button>
              <Button
                size="compact-sm"
                variant="default"
                aria-label={words.takeBackOf(line)}
                leftSection={<IconArrowBackUp size={14} stroke={1.75} aria-hidden />}
                onClick={() => void actions.takeBackEdit(place).catch(actions.report)}
              >
                {words.takeBack}
              </Button>
            </li>
          );
        })}
      </ol>
      {shown.length < edits.length && (
        <Button variant="subtle" size="compact-sm" onClick={() => setUnfolded(true)}>
          {words.earlier(format.number(edits.length - shown.length))}
        </Button>
      )}
    </Section>
  );
}

function lineOf(edit: DatasetEdit, locale: Locale): string {
  const words = messages[locale].edits;
  const count = createFormat(locale).number(new Set(edit.rows).size);
  return edit.kind === "relabel" ? words.relabelLine(count, edit.column, edit.category) : words.excludeLine(count);
}

/** Test cases, worst first, with their texts where the model read some; each can be selected by keyboard too. */
import { Button, Table } from "@mantine/core";
import { useMemo, useState } from "react";
import type { Cases } from "../../core/run";
import { inEveryLanguage } from "../../core/wording";
import { createFormat, useFormat, useMessages } from "../../i18n/locale";
import { messages } from "../../i18n/messages";
import { Section } from "../../ui/controls/section";
import { TableHead } from "../../ui/controls/table-head";
import { useActions, useProject } from "../workbench";
import { CaseText } from "./case-text";
import { MoreButton } from "./more-button";
import { useCaseTexts } from "./use-case-texts";
import { rankCases } from "./worst-cases";

const pageSize = 10;

export interface CaseTableProps {
  readonly cases: Cases;
  readonly dataset: string;
  /** What says which case it is beside its row: the texts that the model read, or the time; null where there is neither. */
  readonly text: string | null;
  readonly note?: string;
}

export function CaseTable({ cases, dataset, text, note }: CaseTableProps) {
  const { evaluate } = useMessages();
  const format = useFormat();
  const actions = useActions();
  const selection = useProject((state) => state.selection);
  const [count, setCount] = useState(pageSize);
  const ranked = useMemo(() => rankCases(cases), [cases]);
  const isClassification = cases.categories.length > 0;
  const write = (value: number) => (isClassification ? (cases.categories[value] ?? "–") : format.significant(value));
  const selectWorst = () => {
    const rows = ranked.slice(0, count).map(({ row }) => row);
    actions.select({
      dataset,
      rows,
      label: inEveryLanguage((locale) =>
        messages[locale].evaluate.worstLabel(createFormat(locale).number(rows.length)),
      ),
    });
  };
  const selectRow = (row: number) =>
    actions.select({
      dataset,
      rows: [row],
      label: inEveryLanguage((locale) => messages[locale].evaluate.rowLabel(createFormat(locale).number(row + 1))),
    });
  const selected = new Set(selection?.dataset === dataset ? selection.rows : []);
  const shown = useMemo(() => ranked.slice(0, count), [ranked, count]);
  const texts = useCaseTexts(dataset, text, shown);
  const isTime = useProject((state) => {
    const columns = state.project.datasets.find(({ id }) => id === dataset)?.columns;
    return columns?.find(({ name }) => name === text)?.kind === "time";
  });
  const named = (row: number) => {
    const found = texts.get(row) ?? "";
    return isTime && found !== "" ? format.dataTime(Number(found)) : found;
  };
  return (
    <Section
      title={evaluate.cases}
      note={note ?? evaluate.casesNote}
      aside={
        <Button variant="default" size="compact-sm" onClick={selectWorst}>
          {evaluate.selectWorst(format.number(shown.length))}
        </Button>
      }
    >
      <Table.ScrollContainer minWidth={text === null ? 420 : isTime ? 480 : 640}>
        <Table verticalSpacing={4} className="lb-number" aria-label={evaluate.cases}>
          <TableHead
            columns={[
              evaluate.row,
              text,
              evaluate.actual,
              evaluate.predicted,
              isClassification ? evaluate.confidence : evaluate.residual,
            ]}
          />
          <Table.Tbody>
            {shown.map(({ row, actual, predicted, badness }) => (
              <Table.Tr key={row} {...(selected.has(row) ? { bg: "var(--lb-mark)" } : {})}>
                <Table.Td>
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    aria-label={evaluate.select(format.number(row + 1))}
                    onClick={() => selectRow(row)}
                  >
                    {format.number(row + 1)}
                  </Button>
                </Table.Td>
                {text !== null && <CaseText text={named(row)} />}
                <Table.Td>{write(actual)}</Table.Td>
                <Table.Td>{write(predicted)}</Table.Td>
                <Table.Td>
                  {isClassification ? format.percent(1 - badness) : format.significant(predicted - actual)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <MoreButton label={evaluate.more} shown={count} all={ranked.length} step={40} onMore={setCount} />
    </Section>
  );
}

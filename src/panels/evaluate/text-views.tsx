/** Test texts with how surprised the model was by them. */
import { SegmentedControl, Skeleton, Table } from "@mantine/core";
import { useMemo, useState } from "react";
import type { Cases, Run } from "../../core/run";
import { useFormat, useMessages } from "../../i18n/locale";
import { Section } from "../../ui/controls/section";
import { TableHead } from "../../ui/controls/table-head";
import { CaseText } from "./case-text";
import { MoreButton } from "./more-button";
import { useCaseTexts } from "./use-case-texts";

const pageSize = 10;

export interface TextViewsProps {
  readonly run: Run;
  readonly text: string;
  /** null while they are on their way. */
  readonly cases: Cases | null;
}

type Order = "most" | "least";

export function TextViews({ run, text, cases }: TextViewsProps) {
  const { writing: words } = useMessages();
  const format = useFormat();
  const [order, setOrder] = useState<Order>("most");
  const [count, setCount] = useState(pageSize);
  const ranked = useMemo(() => rankTexts(cases, order), [cases, order]);
  const shown = useMemo(() => ranked.slice(0, count), [ranked, count]);
  const texts = useCaseTexts(run.request.dataset, text, shown);
  const options = (["most", "least"] as const).map((value) => ({ value, label: words.orders[value] }));
  return (
    <Section
      title={words.texts}
      note={words.textsNote}
      aside={<SegmentedControl size="xs" aria-label={words.order} data={options} value={order} onChange={setOrder} />}
    >
      {!cases && <Skeleton height={280} />}
      {cases && (
        <Table.ScrollContainer minWidth={480}>
          <Table verticalSpacing={4} className="lb-number" aria-label={words.texts}>
            <TableHead columns={[words.row, words.text, words.bits, words.tokens]} />
            <Table.Tbody>
              {shown.map(({ row, bits, tokens }) => (
                <Table.Tr key={row}>
                  <Table.Td>{format.number(row + 1)}</Table.Td>
                  <CaseText text={texts.get(row)} />
                  <Table.Td>{format.significant(bits)}</Table.Td>
                  <Table.Td>{format.number(tokens)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <MoreButton label={words.more} shown={count} all={ranked.length} step={40} onMore={setCount} />
    </Section>
  );
}

function rankTexts(cases: Cases | null, order: Order) {
  const sign = order === "most" ? -1 : 1;
  return Array.from(cases?.rows ?? [], (row, i) => ({
    row,
    bits: cases?.predicted[i] ?? Number.NaN,
    tokens: cases?.actual[i] ?? Number.NaN,
  })).toSorted((a, b) => sign * (a.bits - b.bits) || a.row - b.row);
}

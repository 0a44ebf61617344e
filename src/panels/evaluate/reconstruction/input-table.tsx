/** Where flagged rows differ: the error of each input, of usual and of flagged rows. */
import { Table } from "@mantine/core";
import { useMemo } from "react";
import type { Cases } from "../../../core/run";
import { useFormat, useMessages } from "../../../i18n/locale";
import { Section } from "../../../ui/controls/section";
import { TableHead } from "../../../ui/controls/table-head";
import { inputErrors } from "./error-cases";

const mostShown = 20;

export function InputTable({ cases, threshold }: { readonly cases: Cases; readonly threshold: number }) {
  const { reconstruction: words } = useMessages();
  const format = useFormat();
  const errors = useMemo(() => inputErrors(cases, threshold).slice(0, mostShown), [cases, threshold]);
  return (
    <Section title={words.byInput} note={words.byInputNote}>
      <Table verticalSpacing={4} className="lb-number" aria-label={words.byInput}>
        <TableHead columns={[words.input, words.usualRows, words.flaggedRows]} />
        <Table.Tbody>
          {errors.map(({ input, usual, flagged }) => (
            <Table.Tr key={input}>
              <Table.Th scope="row">{input}</Table.Th>
              <Table.Td>{format.significant(usual)}</Table.Td>
              <Table.Td>{format.significant(flagged)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  );
}

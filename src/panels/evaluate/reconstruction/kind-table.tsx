/** Each other kind of row against those that are like the ones learned from. */
import { Table } from "@mantine/core";
import type { ReconstructionMetrics } from "../../../core/metrics";
import { useFormat, useMessages } from "../../../i18n/locale";
import { Section } from "../../../ui/controls/section";
import { TableHead } from "../../../ui/controls/table-head";

export function KindTable({ metrics }: { readonly metrics: ReconstructionMetrics }) {
  const { reconstruction: words } = useMessages();
  const format = useFormat();
  return (
    <Section title={words.byCategory} note={words.byCategoryNote}>
      <Table.ScrollContainer minWidth={360}>
        <Table verticalSpacing={4} className="lb-number" aria-label={words.byCategory}>
          <TableHead columns={[words.category, words.support, words.area, words.flagged, words.errorOfRow]} />
          <Table.Tbody>
            {metrics.byCategory.map(({ category, support, rocAuc, recall, mae }) => (
              <Table.Tr key={category} data-category={category}>
                <Table.Th scope="row">{category}</Table.Th>
                <Table.Td>{format.number(support)}</Table.Td>
                <Table.Td>{format.number(rocAuc)}</Table.Td>
                <Table.Td>{format.percent(recall, 0)}</Table.Td>
                <Table.Td>{format.significant(mae)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}

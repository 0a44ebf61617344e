/** Scores of each class, where there are more than two. */
import { Table } from "@mantine/core";
import type { ClassificationMetrics } from "../../core/metrics";
import { useFormat, useMessages } from "../../i18n/locale";
import { Section } from "../../ui/controls/section";
import { TableHead } from "../../ui/controls/table-head";

export function ClassTable({ metrics }: { metrics: ClassificationMetrics }) {
  const { evaluate } = useMessages();
  const format = useFormat();
  const names = ["recall", "precision", "f1", "specificity", "rocAuc"] as const;
  return (
    <Section title={evaluate.perClass}>
      <Table.ScrollContainer minWidth={480}>
        <Table verticalSpacing={6} className="lb-number" aria-label={evaluate.perClass}>
          <TableHead
            columns={[evaluate.category, evaluate.support, ...names.map((name) => evaluate.metrics[name].term)]}
          />
          <Table.Tbody>
            {metrics.perClass.map((row) => (
              <Table.Tr key={row.category}>
                <Table.Th scope="row">{row.category}</Table.Th>
                <Table.Td>{format.number(row.support)}</Table.Td>
                {names.map((name) => (
                  <Table.Td key={name}>{format.number(row[name])}</Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}

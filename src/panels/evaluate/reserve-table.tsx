/** How much to hold ready beside the forecast, and how often that was enough. */
import { Table } from "@mantine/core";
import type { JudgedReserve } from "../../core/forecast";
import { useFormat, useMessages } from "../../i18n/locale";
import { Section } from "../../ui/controls/section";

export function ReserveTable({ reserves }: { reserves: readonly JudgedReserve[] }) {
  const { forecast: words } = useMessages();
  const format = useFormat();
  const added = (amounts: readonly number[]) => {
    const [first = NaN] = amounts;
    const last = amounts.at(-1) ?? NaN;
    return amounts.length > 1
      ? words.reserveUp(format.significant(first), format.significant(last))
      : format.significant(first);
  };
  return (
    <Section title={words.reserve} note={words.reserveNote}>
      <Table.ScrollContainer minWidth={420}>
        <Table verticalSpacing={4} className="lb-number" aria-label={words.reserve}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{words.reserveShare}</Table.Th>
              <Table.Th scope="col">{words.reserveAdded}</Table.Th>
              <Table.Th scope="col">{words.reserveCovered}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {reserves.map((reserve) => (
              <Table.Tr key={reserve.share} data-reserve={reserve.share}>
                <Table.Th scope="row">{format.percent(reserve.share, 0)}</Table.Th>
                <Table.Td>{added(reserve.added)}</Table.Td>
                <Table.Td>{format.percent(reserve.covered)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}

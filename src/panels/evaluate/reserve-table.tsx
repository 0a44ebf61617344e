/** How much to hold ready beside the forecast, and how often that was enough: for single values, and for whole days. */
import { Table } from "@mantine/core";
import type { EnoughDays, JudgedReserve } from "../../core/forecast";
import { useFormat, useMessages } from "../../i18n/locale";
import { Section } from "../../ui/controls/section";
import { TableHead } from "../../ui/controls/table-head";
import classes from "./evaluate.module.css";

export interface ReserveTableProps {
  readonly reserves: readonly JudgedReserve[];
  /** Whether the reserve stands on the highest quantile. */
  readonly isOnBand: boolean;
  readonly horizon: number;
}

/** Said in a sentence where there are days enough. */
const usualShare = 0.95;

export function ReserveTable({ reserves, isOnBand, horizon }: ReserveTableProps) {
  const { forecast: words } = useMessages();
  const format = useFormat();
  const added = (amounts: readonly number[]) => {
    const [first = NaN] = amounts;
    const last = amounts.at(-1) ?? NaN;
    return amounts.length > 1
      ? words.reserveUp(format.significant(first), format.significant(last))
      : format.significant(first);
  };
  const share = (of: number) => format.percent(of, 0);
  const enough = ({ enough: days, count, low, high }: EnoughDays) =>
    words.enoughDays(format.number(days), format.number(count), `${share(low)} – ${share(high)}`);
  const ofDays = reserves.filter(({ days }) => (days?.at(-1)?.count ?? 0) > 0);
  const told = ofDays.find((reserve) => reserve.share === usualShare) ?? ofDays.at(-1);
  const toldDays = told?.days?.at(-1);
  return (
    <Section title={words.reserve} note={isOnBand ? words.reserveBandNote : words.reserveNote}>
      {told && toldDays && (
        <p data-testid="capacity">
          {words.capacity(
            share(told.share),
            isOnBand,
            format.significant(told.addedByDay?.at(-1) ?? NaN),
            format.number(horizon),
            enough(toldDays),
          )}
        </p>
      )}
      <Table.ScrollContainer minWidth={told ? 680 : 420}>
        <Table verticalSpacing={4} className="lb-number" aria-label={words.reserve}>
          <TableHead
            columns={[
              words.reserveShare,
              isOnBand ? words.reserveBandAdded : words.reserveAdded,
              words.reserveCovered,
              told && words.reserveDayAdded,
              told && words.reserveDays,
            ]}
          />
          <Table.Tbody>
            {reserves.map((reserve) => {
              const last = reserve.days?.at(-1);
              return (
                <Table.Tr key={reserve.share} data-reserve={reserve.share}>
                  <Table.Th scope="row">{share(reserve.share)}</Table.Th>
                  <Table.Td>{added(reserve.added)}</Table.Td>
                  <Table.Td data-covered>{format.percent(reserve.covered)}</Table.Td>
                  {told && <Table.Td>{reserve.addedByDay ? added(reserve.addedByDay) : words.fewDays}</Table.Td>}
                  {told && <Table.Td className={classes.range}>{last && last.count > 0 ? enough(last) : "–"}</Table.Td>}
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}

/** A forecast step by step, with its quantiles and what is enough, and what is enough for each day. */
import { Table } from "@mantine/core";
import type { ComingValues } from "../../core/forecast";
import { enoughAt } from "../../core/forecast-outputs";
import { useFormat, useMessages } from "../../i18n/locale";
import { TableHead } from "../../ui/controls/table-head";
import type { DayCapacities } from "./coming-curves";
import classes from "./use.module.css";

export interface ComingTableProps {
  readonly coming: ComingValues;
  readonly series: number;
  readonly said: readonly number[];
  readonly target: string;
}

/** Steps that the table shows; the file has all. */
const mostRows = 100;

export function ComingTable({ coming, series, said, target }: ComingTableProps) {
  const { forecast: words } = useMessages();
  const format = useFormat();
  const { times, isDated, quantiles } = coming;
  const ahead = times[series] ?? [];
  const reserves = coming.reserves.filter(({ added }) => added.length > 0);
  const banded = quantiles?.values[series];
  // The middle one is the forecast itself.
  const levels = (quantiles?.levels ?? []).flatMap((level, place) => (level === 0.5 ? [] : [{ level, place }]));
  const writeTime = (time: number | undefined) =>
    time === undefined ? "–" : isDated ? format.dataTime(time) : format.number(time);
  const ends = banded && banded.length < said.length;
  return (
    <>
      <Table.ScrollContainer minWidth={420} mah={420}>
        <Table verticalSpacing={4} className="lb-number" aria-label={words.comingTable}>
          <TableHead
            columns={[
              isDated ? words.time : words.place,
              words.ahead,
              target,
              ...levels.map(({ level }) => words.quantileOf(format.level(level))),
              ...reserves.map(({ share }) => words.enoughIn(format.percent(share, 0))),
            ]}
          />
          <Table.Tbody>
            {said.slice(0, mostRows).map((value, i) => (
              <Table.Tr key={ahead[i]}>
                <Table.Td style={{ whiteSpace: "nowrap" }}>{writeTime(ahead[i])}</Table.Td>
                <Table.Td>{format.number(i + 1)}</Table.Td>
                <Table.Td>{format.significant(value)}</Table.Td>
                {levels.map(({ level, place }) => (
                  <Table.Td key={level}>{format.significant(banded?.[i]?.[place] ?? NaN)}</Table.Td>
                ))}
                {reserves.map(({ share, added }) => (
                  <Table.Td key={share}>{format.significant(enoughAt(value, banded?.[i], added[i]) ?? NaN)}</Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {ends && <p className={classes.quiet}>{words.bandEnds(format.number(banded.length))}</p>}
    </>
  );
}

export function CapacityTable({ capacities }: { readonly capacities: DayCapacities }) {
  const { forecast: words } = useMessages();
  const format = useFormat();
  const { share, days } = capacities;
  return (
    <div data-testid="capacities">
      <strong>{words.capacityTitle}</strong>
      <p className={classes.quiet}>{words.capacityNote(format.percent(share, 0))}</p>
      <Table verticalSpacing={4} className="lb-number" aria-label={words.capacityTitle} maw={360}>
        <TableHead columns={[words.day, words.holdReady]} />
        <Table.Tbody>
          {days.map(({ day, amount }) => (
            <Table.Tr key={day}>
              <Table.Td>{format.dataTime(day)}</Table.Td>
              <Table.Td>{format.significant(amount)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

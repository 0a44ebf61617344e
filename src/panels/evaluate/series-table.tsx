/** Series by series, the worst first; each can be shown in the plot. */
import { Button, Table } from "@mantine/core";
import { useMemo, useState } from "react";
import type { SeriesScores } from "../../core/evaluation";
import { useFormat, useMessages } from "../../i18n/locale";
import { Section } from "../../ui/controls/section";
import { TableHead } from "../../ui/controls/table-head";
import classes from "./evaluate.module.css";
import { MoreButton } from "./more-button";

export interface SeriesTableProps {
  readonly scores: readonly SeriesScores[];
  readonly onShow: (series: number) => void;
}

const pageSize = 20;

export function SeriesTable({ scores, onShow }: SeriesTableProps) {
  const { forecast: words, evaluate } = useMessages();
  const format = useFormat();
  const [count, setCount] = useState(pageSize);
  const ranked = useMemo(() => scores.toSorted((a, b) => b.mase - a.mase), [scores]);
  return (
    <Section title={words.bySeries} note={words.bySeriesNote}>
      <Table.ScrollContainer minWidth={520}>
        <Table verticalSpacing={4} className="lb-number" aria-label={words.bySeries}>
          <TableHead
            columns={[
              words.series,
              words.windowCount,
              evaluate.metrics.mae.term,
              evaluate.metrics.rmse.term,
              evaluate.metrics.mase.term,
              words.baselineMae,
            ]}
          />
          <Table.Tbody>
            {ranked.slice(0, count).map(({ series, number, n, mae, rmse, mase, baselineMae }) => (
              <Table.Tr key={number}>
                <Table.Th scope="row" className={classes.scoreName}>
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    aria-label={words.showSeries(series ?? words.unnamed)}
                    onClick={() => onShow(number)}
                  >
                    {series ?? words.unnamed}
                  </Button>
                </Table.Th>
                <Table.Td>{format.number(n)}</Table.Td>
                <Table.Td>{format.significant(mae)}</Table.Td>
                <Table.Td>{format.significant(rmse)}</Table.Td>
                <Table.Td>{format.number(mase)}</Table.Td>
                <Table.Td>{format.significant(baselineMae)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <MoreButton label={evaluate.more} shown={count} all={ranked.length} step={pageSize} onMore={setCount} />
    </Section>
  );
}

/** One row for each of several labels: how many have it, and its scores with their intervals beside the baseline's. */
import { SegmentedControl, Table } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { Fragment, useState } from "react";
import { useFormat, useMessages } from "../../i18n/locale";
import { HelpTip } from "../../ui/controls/help-tip";
import { Section } from "../../ui/controls/section";
import { IntervalMark } from "./interval-mark";
import { labelOrders, orderLabels, type LabelOrder, type LabelScores } from "./label-cases";
import classes from "./label-table.module.css";
import { writeScore, type ScoreName } from "./score-names";

export interface LabelTableProps {
  readonly labels: readonly LabelScores[];
  readonly chosen: string;
  readonly onChoose: (label: string) => void;
}

const scores = ["rocAuc", "recall", "specificity", "f1", "averagePrecision"] as const satisfies readonly ScoreName[];
/** Drawn on a line beside its number, where there is room. */
const drawn = "rocAuc";
/** Fewer are seen at a glance in any order. */
const fewestToOrder = 4;

export function LabelTable({ labels, chosen, onChoose }: LabelTableProps) {
  const { evaluate, labels: words } = useMessages();
  const isNarrow = useMediaQuery("(max-width: 600px)") ?? false;
  const [order, setOrder] = useState<LabelOrder>("listed");
  return (
    <Section
      title={words.byLabel}
      note={words.byLabelNote}
      aside={
        labels.length >= fewestToOrder && (
          <SegmentedControl
            size="xs"
            aria-label={words.order}
            value={order}
            data={labelOrders.map((value) => ({ value, label: words.orders[value] }))}
            onChange={(value) => setOrder(labelOrders.find((known) => known === value) ?? "listed")}
          />
        )
      }
    >
      <Table.ScrollContainer minWidth={isNarrow ? 620 : 720}>
        <Table
          verticalSpacing={6}
          horizontalSpacing={8}
          className={`lb-number ${classes.table}`}
          aria-label={words.byLabel}
        >
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col" className={classes.name}>
                {words.label}
              </Table.Th>
              <Table.Th scope="col">{words.have}</Table.Th>
              {scores.map((name) => (
                <Fragment key={name}>
                  <Table.Th scope="col">
                    <span className={classes.term}>
                      {evaluate.metrics[name].term}{" "}
                      <HelpTip label={evaluate.metrics[name].term}>{evaluate.metrics[name].formula}</HelpTip>
                    </span>
                  </Table.Th>
                  {name === drawn && !isNarrow && <Table.Td aria-hidden="true" />}
                </Fragment>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {orderLabels(labels, order).map((label) => (
              <LabelRow
                key={label.label}
                scored={label}
                isChosen={label.label === chosen}
                isNarrow={isNarrow}
                onChoose={() => onChoose(label.label)}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}

interface LabelRowProps {
  readonly scored: LabelScores;
  readonly isChosen: boolean;
  readonly isNarrow: boolean;
  readonly onChoose: () => void;
}

function LabelRow({ scored, isChosen, isNarrow, onChoose }: LabelRowProps) {
  const { evaluate, labels: words } = useMessages();
  const format = useFormat();
  const { label, evaluation, metrics, baseline, support } = scored;
  const { intervals, rowCount } = evaluation;
  return (
    <Table.Tr data-label={label} data-chosen={isChosen || undefined}>
      <Table.Th scope="row" className={classes.name}>
        <button
          type="button"
          className={classes.pick}
          aria-pressed={isChosen}
          aria-label={words.show(label)}
          onClick={onChoose}
        >
          {label}
        </button>
      </Table.Th>
      <Table.Td>
        {format.number(support)}
        <span className={classes.quiet}>{format.percent(support / Math.max(1, rowCount))}</span>
      </Table.Td>
      {scores.map((name) => {
        const interval = intervals[name];
        const write = (value: number) => writeScore(format, name, value);
        return (
          <Fragment key={name}>
            <Table.Td className={classes.score}>
              <span className={classes.value}>{write(metrics[name])}</span>
              <span className={classes.against}>
                {" "}
                <span className="lb-hidden">{evaluate.baseline}</span> / {write(baseline[name])}
              </span>
              {interval && (
                <span className={classes.quiet}>
                  {write(interval.low)} – {write(interval.high)}
                </span>
              )}
            </Table.Td>
            {name === drawn && !isNarrow && (
              <Table.Td>
                <IntervalMark value={metrics[name]} interval={interval} baseline={baseline[name]} />
              </Table.Td>
            )}
          </Fragment>
        );
      })}
    </Table.Tr>
  );
}

/** What every chart has: a title, a summary in words, its numbers as a table, and a way to save it. */
import { Button, Menu } from "@mantine/core";
import { useId, useRef, useState, type ReactNode } from "react";
import { csvText } from "../../core/csv";
import { useFormat, useMessages } from "../../i18n/locale";
import { saveBlob } from "../controls/save-blob";
import classes from "./chart.module.css";
import { chartToPng, chartToSvg } from "./save-chart";

export interface ChartNumbers {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

export interface ChartFrameProps {
  readonly title: string;
  /** What the chart shows, in one sentence; empty while there is nothing to show. */
  readonly summary: string;
  /** Made when they are wanted: to show or to save. */
  readonly numbers: () => ChartNumbers;
  readonly children: ReactNode;
  /** The chart holds no drawing to save (a table of its own). */
  readonly isTable?: boolean;
  readonly onFailure: (error: unknown) => void;
}

/** Rows of the table beside the chart; the file has them all. */
const mostRows = 5_000;

const numbersText = ({ columns, rows }: ChartNumbers) => csvText([columns, ...rows]);
const fileNameOf = (title: string) => title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");

export function ChartFrame({ title, summary, numbers, children, isTable = false, onFailure }: ChartFrameProps) {
  const { charts } = useMessages();
  const [isOpen, setIsOpen] = useState(false);
  const plot = useRef<HTMLDivElement>(null);
  const summaryId = useId();
  const save = async (extension: "png" | "svg" | "csv") => {
    if (!plot.current) return;
    const blob =
      extension === "csv"
        ? new Blob([numbersText(numbers())], { type: "text/csv" })
        : extension === "svg"
          ? chartToSvg(plot.current)
          : await chartToPng(plot.current);
    saveBlob(blob, `${fileNameOf(title)}.${extension}`);
  };
  const saveAs = (extension: "png" | "svg" | "csv") => void save(extension).catch(onFailure);
  return (
    <figure className={classes.frame} aria-describedby={summaryId}>
      <figcaption className={classes.caption}>
        <span className={classes.title}>{title}</span>
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="subtle" color="gray" size="compact-xs" aria-label={charts.saveChart(title)}>
              {charts.save}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {!isTable && <Menu.Item onClick={() => saveAs("png")}>{charts.png}</Menu.Item>}
            {!isTable && <Menu.Item onClick={() => saveAs("svg")}>{charts.svg}</Menu.Item>}
            <Menu.Item onClick={() => saveAs("csv")}>{charts.csv}</Menu.Item>
            <Menu.Item onClick={() => setIsOpen(!isOpen)}>{isOpen ? charts.hideNumbers : charts.showNumbers}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </figcaption>
      <div ref={plot} className={classes.plot}>
        {children}
      </div>
      <p id={summaryId} className={classes.summary}>
        {summary}
      </p>
      {isOpen && <NumbersTable title={title} numbers={numbers()} />}
    </figure>
  );
}

function NumbersTable({ title, numbers }: { title: string; numbers: ChartNumbers }) {
  const { charts } = useMessages();
  const format = useFormat();
  const rows = numbers.rows.slice(0, mostRows);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard
    <div className={classes.numbers} tabIndex={0} role="region" aria-label={charts.numbersOf(title)}>
      <table>
        {rows.length < numbers.rows.length && (
          <caption>{charts.listed(format.number(rows.length), format.number(numbers.rows.length))}</caption>
        )}
        <thead>
          <tr>
            {numbers.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- rows have no other name and never move
            <tr key={index}>
              {row.map((value, column) => (
                <td key={numbers.columns[column]}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

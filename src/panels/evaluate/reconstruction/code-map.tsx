/** Codes as points in two directions, pictures on some of them; a click selects a row. */
import { NativeSelect } from "@mantine/core";
import { useMemo, useState } from "react";
import type { DatasetInfo } from "../../../core/dataset";
import type { Cases } from "../../../core/run";
import { useFormat, useMessages } from "../../../i18n/locale";
import { ChartFrame } from "../../../ui/charts/chart-frame";
import { categoryColor } from "../../../ui/theme";
import { useActions } from "../../workbench";
import { CodePictures } from "./code-pictures";
import classes from "./reconstruction.module.css";

export interface CodeMapProps {
  readonly cases: Cases;
  readonly dataset: DatasetInfo | undefined;
  /** The column of pictures; null where there is none. */
  readonly column: string | null;
  readonly selected: ReadonlySet<number>;
  readonly onPick: (row: number) => void;
}

const [width, height, margin] = [640, 400, 24];
/** From light at the beginning to the accent at the end. */
function timeColor(share: number): string {
  return `color-mix(in oklab, var(--lb-accent) ${Math.round(15 + 85 * share)}%, var(--mantine-color-body))`;
}

/** Above this many, drawn elements are slow. */
const mostPoints = 1_000;

export function CodeMap({ cases, dataset, column, selected, onPick }: CodeMapProps) {
  const { reconstruction: words, charts } = useMessages();
  const { report } = useActions();
  const format = useFormat();
  const { rows, actual, categories, reconstruction } = cases;
  const { windows } = reconstruction ?? {};
  const [byTime, setByTime] = useState(categories.length === 0);
  const times = byTime ? windows?.times : undefined;
  const [first, last] = useMemo(() => (times ? [Math.min(...times), Math.max(...times)] : [0, 1]), [times]);
  const colorOf = (code: number, time: number | undefined) =>
    time === undefined ? categoryColor(code) : timeColor((time - first) / (last - first || 1));
  const writeTime = (time: number) => (windows?.isDated ? format.dataTime(time) : format.number(time));
  const map = reconstruction?.map ?? new Float64Array(0);
  const every = Math.max(1, Math.ceil(rows.length / mostPoints));
  const placeOf = [0, 1].map((axis) => {
    const values = Array.from(rows, (_, i) => map[2 * i + axis] ?? 0);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const length = (axis === 0 ? width : height) - 2 * margin;
    return (value: number) => margin + (high > low ? (value - low) / (high - low) : 0.5) * length;
  });
  const points = Array.from(rows, (row, i) => ({
    row,
    x: placeOf[0]?.(map[2 * i] ?? 0) ?? 0,
    y: height - (placeOf[1]?.(map[2 * i + 1] ?? 0) ?? 0),
    code: actual[i] ?? 0,
    time: times?.[i],
  })).filter(({ row }, i) => i % every === 0 || selected.has(row));
  return (
    <ChartFrame
      title={words.map}
      summary={words.mapSummary}
      numbers={() => ({
        columns: [charts.row, words.category, words.mapX, words.mapY],
        rows: Array.from(rows, (row, i) => [
          row + 1,
          categories[actual[i] ?? -1] ?? "",
          map[2 * i] ?? 0,
          map[2 * i + 1] ?? 0,
        ]),
      })}
      onFailure={report}
    >
      <div className={classes.map} style={{ aspectRatio: `${width} / ${height}` }}>
        <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={words.mapSummary}>
          <rect x={0.5} y={0.5} width={width - 1} height={height - 1} fill="none" stroke="var(--lb-hairline)" />
          {points.map(({ row, x, y, code, time }) => (
            <circle
              key={row}
              cx={x}
              cy={y}
              r={selected.has(row) ? 7 : 4.5}
              style={{ cursor: "pointer", fill: colorOf(code, time) }}
              fillOpacity={selected.has(row) ? 1 : 0.7}
              stroke={selected.has(row) ? "var(--mantine-color-text)" : "none"}
              strokeWidth={2}
              onClick={() => onPick(row)}
            >
              <title>{`${words.rowLabel(format.number(row + 1))} ${categories[code] ?? ""}`}</title>
            </circle>
          ))}
        </svg>
        {dataset && column !== null && (
          <CodePictures
            dataset={dataset}
            column={column}
            points={points.map(({ row, x, y, code }) => ({ row, x: x / width, y: y / height, code }))}
            selected={selected}
            onPick={onPick}
          />
        )}
      </div>
      {windows && categories.length > 0 && (
        <NativeSelect
          label={words.colourBy}
          className={classes.colour ?? ""}
          value={byTime ? "time" : "kind"}
          data={[
            { value: "kind", label: words.category },
            { value: "time", label: words.byTime },
          ]}
          onChange={(event) => setByTime(event.currentTarget.value === "time")}
        />
      )}
      {times && <p className={classes.quiet}>{words.timeLegend(writeTime(first), writeTime(last))}</p>}
      {categories.length > 0 && !times && (
        <ul className={classes.legend}>
          {categories.map((category, code) => (
            <li key={category}>
              <span className={classes.dot} style={{ background: categoryColor(code) }} />
              {category}
            </li>
          ))}
        </ul>
      )}
    </ChartFrame>
  );
}

/** Reads from a time what a model can use: hour, weekday, month, day of the year, and how long ago it all began. */
import type { Column, NumberColumn, TimeColumn } from "../../core/column";
import type { Field } from "../../core/field";
import type { PipelineStep } from "../../core/pipeline";
import type { Wording } from "../../core/wording";
import { replaceColumns } from "../frame";
import { counted, namedColumns } from "../sentence";
import { presentValues } from "../statistics";
import { columnsOfKind, defineStep, learnEach, transformed } from "../step-spec";

/** Earliest training time of each column, milliseconds since 1970. */
type State = { readonly [column: string]: number };

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

interface Part {
  readonly id: string;
  readonly label: Wording;
  readonly help: Wording;
  /** Whether it is read where nobody says otherwise. */
  readonly isUsual: boolean;
  /** What follows the column's name. */
  readonly suffix: string;
  /** Length of its circle and where it starts; null where it does not come round. */
  readonly circle: { readonly start: number; readonly length: number } | null;
  read(timeMs: number, originMs: number): number;
}

const parts: readonly Part[] = [
  {
    id: "hour",
    label: { en: "Hour", zh: "小时" },
    help: { en: "0 to 23.", zh: "0 到 23。" },
    isUsual: true,
    suffix: "hour",
    circle: { start: 0, length: 24 },
    read: (timeMs) => remainder(Math.floor(timeMs / hourMs), 24),
  },
  {
    id: "weekday",
    label: { en: "Weekday", zh: "星期" },
    help: { en: "1 is Monday, 7 is Sunday.", zh: "1 为星期一，7 为星期日。" },
    isUsual: true,
    suffix: "weekday",
    circle: { start: 1, length: 7 },
    // The first day, 1970-01-01, was a Thursday.
    read: (timeMs) => remainder(Math.floor(timeMs / dayMs) + 3, 7) + 1,
  },
  {
    id: "month",
    label: { en: "Month", zh: "月份" },
    help: { en: "1 to 12.", zh: "1 到 12。" },
    isUsual: true,
    suffix: "month",
    circle: { start: 1, length: 12 },
    read: (timeMs) => new Date(timeMs).getUTCMonth() + 1,
  },
  {
    id: "dayOfYear",
    label: { en: "Day of the year", zh: "年内日序" },
    help: { en: "1 to 366.", zh: "1 到 366。" },
    isUsual: false,
    suffix: "day of year",
    circle: { start: 1, length: 365.2425 },
    read(timeMs) {
      const year = new Date(timeMs).getUTCFullYear();
      return Math.floor((timeMs - Date.UTC(year, 0, 1)) / dayMs) + 1;
    },
  },
  {
    id: "elapsedDays",
    label: { en: "Elapsed days", zh: "经过天数" },
    help: { en: "Days since the earliest training row: for a trend.", zh: "距最早训练数据的天数：用于趋势。" },
    isUsual: false,
    suffix: "elapsed days",
    circle: null,
    read: (timeMs, originMs) => (timeMs - originMs) / dayMs,
  },
];

/** Never negative, also before 1970. */
function remainder(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}

export const dateParts = defineStep<State>({
  kind: "date-parts",
  label: { en: "Read parts of a date", zh: "提取日期成分" },
  summary: {
    en: "Turns a time into hour, weekday, month, day of the year and elapsed days.",
    zh: "把时间变为小时、星期、月份、年内日序和经过天数。",
  },
  fields: [
    ...parts.map(({ id, isUsual, label, help }): Field => ({ id, type: "switch", default: isUsual, label, help })),
    {
      id: "form",
      type: "choice",
      default: "number",
      isAdvanced: true,
      label: { en: "Written as", zh: "表示方式" },
      help: {
        en: "On a circle, 23 o'clock is next to midnight, which helps linear models and networks.",
        zh: "圆周表示让 23 点与 0 点相邻，有助于线性模型和神经网络。",
      },
      options: [
        { value: "number", label: { en: "Numbers", zh: "数字" } },
        { value: "circle", label: { en: "Points on a circle: sine and cosine", zh: "圆周上的点：正弦与余弦" } },
      ],
    },
  ],
  columnKinds: ["time"],
  namesMadeOf: (column, step) => chosenParts(step).flatMap((part) => namesOf(part, column, step)),
  fit: (frame, step) =>
    learnEach(columnsOfKind(frame, step, "time"), (column) => {
      let earliest = Infinity;
      for (const timeMs of presentValues(column.values)) earliest = Math.min(earliest, timeMs);
      return Number.isFinite(earliest) ? earliest : 0;
    }),
  *transform(frame, step, state) {
    const replacements = new Map<string, readonly Column[]>();
    const columns = columnsOfKind(frame, step, "time");
    let changed = 0;
    for (const column of columns) {
      changed += presentValues(column.values).length;
      const origin = state[column.name] ?? 0;
      const made: NumberColumn[] = [];
      for (const part of chosenParts(step)) {
        made.push(...readPart(column, part, origin, step));
        yield;
      }
      replacements.set(column.name, made);
    }
    const after = replaceColumns(frame, replacements);
    const made = columns.length + after.columns.length - frame.columns.length;
    const names = namedColumns(columns.map((column) => column.name));
    const message = {
      en: `Read ${counted(made, "column", "columns")} from the times in ${names.en}.`,
      zh: `从${names.zh}的时间中提取了 ${made} 列。`,
    };
    return transformed(step, frame, after, { changed, message });
  },
});

function chosenParts(step: PipelineStep): readonly Part[] {
  return parts.filter((part) => step.params[part.id] === true);
}

function namesOf(part: Part, column: string, step: PipelineStep): readonly string[] {
  const name = `${column}: ${part.suffix}`;
  return isCircular(part, step) ? [`${name} (sine)`, `${name} (cosine)`] : [name];
}

function isCircular(part: Part, step: PipelineStep): boolean {
  return part.circle !== null && step.params.form === "circle";
}

function readPart(column: TimeColumn, part: Part, originMs: number, step: PipelineStep): readonly NumberColumn[] {
  const { circle } = part;
  const values = new Float64Array(column.values.length);
  for (let row = 0; row < values.length; row++) {
    const timeMs = column.values[row]!; // row < length
    values[row] = Number.isFinite(timeMs) ? part.read(timeMs, originMs) : NaN;
  }
  const [name = "", cosineName] = namesOf(part, column.name, step);
  if (!circle || cosineName === undefined) return [{ kind: "number", name, values }];
  const turn = (value: number) => (2 * Math.PI * (value - circle.start)) / circle.length;
  return [
    { kind: "number", name, values: mapWhole(values, (value) => Math.sin(turn(value))) },
    { kind: "number", name: cosineName, values: mapWhole(values, (value) => Math.cos(turn(value))) },
  ];
}

/** Works each whole number from 0 out once: there are few of them, and many rows. NaN stays NaN. */
function mapWhole(values: Float64Array<ArrayBuffer>, map: (value: number) => number): Float64Array<ArrayBuffer> {
  const known: number[] = [];
  const mapped = new Float64Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!; // row < length
    mapped[row] = Number.isNaN(value) ? NaN : (known[value] ??= map(value));
  }
  return mapped;
}

/** A small picture made from a scenario's own data: points of two columns, the course of numbers over time, or the words of texts. */
import { answerColumns } from "../../core/answer-columns";
import type { CategoryColumn, NumberColumn, TextColumn } from "../../core/column";
import { textAt } from "../../core/column-values";
import type { SampleTable } from "../../core/sample-spec";
import type { Task } from "../../core/task";

/** Points in the unit square, y upwards, by class (one list for a number). */
export interface Picture {
  /** Of dashes two points each: where one begins and where it ends. */
  readonly kind: "points" | "line" | "dashes";
  readonly series: readonly (readonly (readonly [number, number])[])[];
}

const mostPoints = 240;
const linePoints = 120;
const mostLines = 4;
/** Of texts. */
const [textLines, textCharacters] = [7, 44] as const;
/** Share of the values on each side that may lie outside the picture: a few outliers must not press the rest into a corner. */
const outlying = 0.015;

/** Null where the table has no two columns to draw. */
export function pictureOf(table: SampleTable, task: Task): Picture | null {
  const picture = wholePictureOf(table, task);
  return picture && { ...picture, series: picture.series.map((points) => points.filter(isInside)) };
}

function isInside([x, y]: readonly [number, number]): boolean {
  return x >= 0 && x <= 1 && y >= 0 && y <= 1;
}

function wholePictureOf(table: SampleTable, task: Task): Picture | null {
  const target = table.columns.find((column) => column.name === answerColumns(task)[0]);
  const numbers = table.columns.filter(
    (column) => column.kind === "number" && !answerColumns(task).includes(column.name),
  );
  const features = numbers.filter((column): column is NumberColumn => column.kind === "number");
  const text = table.columns.find((column) => column.kind === "text");
  if (text) return { kind: "dashes", series: writing(text, target?.kind === "category" ? target : null) };
  const window = "window" in task ? task.window : undefined;
  const series = table.columns.find((column) => column.name === window?.series);
  const [drawn = null] = target?.kind === "number" ? [target] : features;
  if (series?.kind === "category" && drawn) return { kind: "line", series: courses(drawn, series) };
  const hasTime = table.columns.some((column) => column.kind === "time");
  const overTime = window ? drawn : target;
  if (overTime?.kind === "number" && hasTime) {
    const course = [...overTime.values.subarray(0, linePoints)].filter(Number.isFinite);
    return {
      kind: "line",
      series: [
        scaled(
          course.map((value, at) => [at, value]),
          0,
        ),
      ],
    };
  }
  if (target?.kind === "number") {
    const [x] = byStrength(features, target.values);
    return x ? { kind: "points", series: [scaled(pairs(x.values, target.values))] } : null;
  }
  if (target?.kind === "category") {
    const [x, y] = byStrength(features, Float64Array.from(target.codes));
    return x && y ? { kind: "points", series: byClass(x, y, target) } : null;
  }
  return null;
}

/** The course of the first few series, one above the other where their numbers are. */
function courses(values: NumberColumn, names: CategoryColumn): Picture["series"] {
  const kept = names.categories.slice(0, mostLines).map((_, code) => {
    const own = [...values.values].filter((_value, row) => names.codes[row] === code).slice(0, linePoints);
    return own.map((value, at) => [at, value] as const).filter(([, value]) => Number.isFinite(value));
  });
  const places = scaled(kept.flat(), 0);
  let from = 0;
  return kept.map((points) => places.slice(from, (from += points.length)));
}

/** The first texts as lines of writing, a dash for each word, by class where there are classes. */
function writing(texts: TextColumn, target: CategoryColumn | null): Picture["series"] {
  const lines = Array.from({ length: Math.min(textLines, texts.offsets.length - 1) }, (_, row) => {
    let at = 0;
    return textAt(texts, row)
      .split(/[\s，。？！]+/)
      .filter((word) => word !== "")
      .flatMap((word): Picture["series"][number] => {
        const [begin, end] = [at, at + widthOf(word)];
        at = end + 1;
        const y = 1 - row / (textLines - 1);
        if (end > textCharacters) return [];
        return [
          [begin / textCharacters, y],
          [end / textCharacters, y],
        ];
      });
  });
  const classes = target?.categories.map((_, code) => code) ?? [0];
  return classes.map((code) => lines.flatMap((line, row) => (target && target.codes[row] !== code ? [] : line)));
}

/** In letters: a Chinese character is as wide as two. */
function widthOf(word: string): number {
  return word.length + (word.match(/\p{Script=Han}/gu)?.length ?? 0);
}

function byClass(x: NumberColumn, y: NumberColumn, target: CategoryColumn): Picture["series"] {
  const kept = keptRows(target.codes.length).filter((row) =>
    [x, y].every((column) => Number.isFinite(column.values[row])),
  );
  const points = scaled(kept.map((row) => [x.values[row] ?? 0, y.values[row] ?? 0]));
  return target.categories.map((_, code) => points.filter((_point, at) => target.codes[kept[at] ?? -1] === code));
}

function pairs(x: Float64Array, y: Float64Array): (readonly [number, number])[] {
  return keptRows(x.length)
    .map((row) => [x[row] ?? Number.NaN, y[row] ?? Number.NaN] as const)
    .filter(([a, b]) => Number.isFinite(a) && Number.isFinite(b));
}

/** Rows spread evenly over the table. */
function keptRows(rowCount: number): number[] {
  const count = Math.min(rowCount, mostPoints);
  return Array.from({ length: count }, (_, at) => Math.floor((at * rowCount) / count));
}

/** The columns that go with the target most closely come first (Pearson's correlation, its sign aside). */
function byStrength(columns: readonly NumberColumn[], target: Float64Array): readonly NumberColumn[] {
  const strengths = new Map(columns.map((column) => [column, Math.abs(correlation(pairs(column.values, target)))]));
  return columns.toSorted((a, b) => (strengths.get(b) ?? 0) - (strengths.get(a) ?? 0));
}

function correlation(points: readonly (readonly [number, number])[]): number {
  const n = points.length;
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / n;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / n;
  const sum = (term: (x: number, y: number) => number) =>
    points.reduce((total, [x, y]) => total + term(x - meanX, y - meanY), 0);
  const spread = Math.sqrt(sum((x) => x * x) * sum((_, y) => y * y));
  return spread > 0 ? sum((x, y) => x * y) / spread : 0;
}

/** Into the unit square; what lies far out stays outside it. */
function scaled(points: readonly (readonly [number, number])[], cut = outlying): (readonly [number, number])[] {
  const toX = unitScale(
    points.map(([x]) => x),
    cut,
  );
  const toY = unitScale(
    points.map(([, y]) => y),
    cut,
  );
  return points.map(([x, y]) => [toX(x), toY(y)] as const);
}

function unitScale(values: readonly number[], cut: number): (value: number) => number {
  const sorted = values.toSorted((a, b) => a - b);
  const low = sorted[Math.floor(cut * (sorted.length - 1))] ?? 0;
  const high = sorted[Math.ceil((1 - cut) * (sorted.length - 1))] ?? 0;
  return (value) => (high > low ? (value - low) / (high - low) : 0.5);
}

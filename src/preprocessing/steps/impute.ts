/** Fills gaps with one value per column, learned from the training rows, or drops the rows that have gaps. */
import { allRows } from "../../core/all-rows";
import { isMissingAt } from "../../core/column-values";
import type { CategoryColumn, Column, NumberColumn } from "../../core/column";
import type { PipelineStep } from "../../core/pipeline";
import type { Wording } from "../../core/wording";
import type { Work } from "../../core/work";
import type { Frame } from "../frame";
import { keepPlaces, replaceColumns } from "../frame";
import { counted, listed, namedColumns, shownNumber } from "../sentence";
import { commonestCode, countMissing, meanOf, medianOf, modeOf, presentValues } from "../statistics";
import { defineStep, learnEach, refuseStep, stepColumns, transformed, type Transformed } from "../step-spec";

type Method = "mean" | "median" | "most-frequent" | "constant" | "drop-row";
/** The fill of each column by name: a number, or the name of a category. */
type State = { readonly [column: string]: number | string };

/** The category that gaps become when they are filled with a constant. */
const missingCategory = "missing";

const label: Wording = { en: "Fill missing values", zh: "填补缺失值" };

const methodWords: Readonly<Record<Method, Wording>> = {
  mean: { en: "the mean", zh: "均值" },
  median: { en: "the median", zh: "中位数" },
  "most-frequent": { en: "the most frequent value", zh: "众数" },
  constant: { en: "the constant", zh: "常数" },
  "drop-row": { en: "nothing", zh: "无" },
};

export const impute = defineStep<State>({
  kind: "impute",
  label,
  summary: {
    en: "Fills gaps with a value learned from the training rows, or drops the rows that have gaps.",
    zh: "用从训练数据中学到的值填补缺失，或删除含缺失的行。",
  },
  fields: [
    {
      id: "method",
      type: "choice",
      default: "median",
      label: { en: "Fill with", zh: "填补方式" },
      help: {
        en: "Numbers can take any of these; categories the most frequent one or a category of their own.",
        zh: "数值列可用任一方式；类别列可用众数或单独的类别。",
      },
      options: [
        { value: "median", label: { en: "Median", zh: "中位数" } },
        { value: "mean", label: { en: "Mean", zh: "均值" } },
        { value: "most-frequent", label: { en: "Most frequent value", zh: "众数" } },
        { value: "constant", label: { en: "A constant", zh: "常数" } },
        { value: "drop-row", label: { en: "Drop the row", zh: "删除该行" } },
      ],
    },
    {
      id: "constant",
      type: "number",
      default: 0,
      min: -1e12,
      max: 1e12,
      when: { field: "method", in: ["constant"] },
      label: { en: "Constant", zh: "常数" },
      help: {
        en: "For number columns; gaps in a category column become the category “missing”.",
        zh: "用于数值列；类别列的缺失值将成为类别“missing”。",
      },
    },
  ],
  columnKinds: ["number", "category"],
  fit(frame, step) {
    const method = methodOf(step);
    const columns = method === "drop-row" ? [] : fillable(frame, step);
    return learnEach(columns, (column) => learnFill(column, method, step));
  },
  transform(frame, step, state) {
    return methodOf(step) === "drop-row" ? dropRows(frame, step) : fillGaps(frame, step, state);
  },
});

function methodOf(step: PipelineStep): Method {
  return step.params.method as Method; // checked against the field
}

function fillable(frame: Frame, step: PipelineStep): readonly (NumberColumn | CategoryColumn)[] {
  return stepColumns(frame, step).filter((column) => column.kind === "number" || column.kind === "category");
}

function learnFill(column: NumberColumn | CategoryColumn, method: Method, step: PipelineStep): number | string {
  if (method === "constant") return column.kind === "number" ? Number(step.params.constant) : missingCategory;
  const fill = column.kind === "number" ? learnNumber(column, method) : learnCategory(column, method);
  if (typeof fill === "string" || Number.isFinite(fill)) return fill;
  throw refuseStep(label, {
    en: `no training row has a value of “${column.name}” to learn from`,
    zh: `训练数据中“${column.name}”没有任何已知值可供学习`,
  });
}

function learnNumber(column: NumberColumn, method: Method): number {
  const present = presentValues(column.values);
  if (method === "mean") return meanOf(present);
  return method === "median" ? medianOf(present) : modeOf(present.sort());
}

function learnCategory(column: CategoryColumn, method: Method): string | number {
  if (method === "most-frequent") {
    return column.categories[commonestCode(column.codes, column.categories.length)] ?? NaN;
  }
  const word = methodWords[method];
  throw refuseStep(label, {
    en: `“${column.name}” is a category column and has no ${method}`,
    zh: `“${column.name}”是类别列，没有${word.zh}`,
  });
}

function* fillGaps(frame: Frame, step: PipelineStep, state: State): Work<Transformed> {
  const replacements = new Map<string, readonly Column[]>();
  const filled: { readonly name: string; readonly count: number; readonly fill: string }[] = [];
  for (const column of fillable(frame, step)) {
    const fill = state[column.name];
    if (fill === undefined) continue;
    const result = column.kind === "number" ? fillNumbers(column, Number(fill)) : fillCodes(column, String(fill));
    yield;
    if (result.count === 0) continue;
    replacements.set(column.name, [result.column]);
    filled.push({
      name: column.name,
      count: result.count,
      fill: typeof fill === "number" ? shownNumber(fill) : `“${fill}”`,
    });
  }
  const changed = filled.reduce((sum, { count }) => sum + count, 0);
  const message = describeFilling(methodWords[methodOf(step)], step.columns, filled, changed);
  return transformed(step, frame, replaceColumns(frame, replacements), { changed, message });
}

function fillNumbers(column: NumberColumn, fill: number): { readonly column: Column; readonly count: number } {
  const count = countMissing(column.values);
  if (count === 0) return { column, count };
  const values = column.values.slice();
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) values[i] = fill;
  return { column: { ...column, values }, count };
}

function fillCodes(column: CategoryColumn, fill: string): { readonly column: Column; readonly count: number } {
  const known = column.categories.indexOf(fill);
  const categories = known < 0 ? [...column.categories, fill] : column.categories;
  const code = known < 0 ? categories.length - 1 : known;
  let count = 0;
  const codes = column.codes.map((value) => {
    if (value >= 0) return value;
    count++;
    return code;
  });
  return { column: { ...column, codes, categories }, count };
}

function describeFilling(
  method: Wording,
  columns: readonly string[],
  filled: readonly { readonly name: string; readonly count: number; readonly fill: string }[],
  changed: number,
): Wording {
  const [first] = filled;
  if (!first) {
    const names = namedColumns(columns);
    return {
      en: `No value of ${names.en} is missing; ${method.en} of the training rows is kept for new data.`,
      zh: `${names.zh}没有缺失值；已保留训练数据的${method.zh}供新数据使用。`,
    };
  }
  if (filled.length === 1) {
    return {
      en: `Filled ${counted(changed, "missing value", "missing values")} of “${first.name}” with ${method.en} ${first.fill}.`,
      zh: `用${method.zh}${first.fill.startsWith("“") ? first.fill : ` ${first.fill} `}填补了“${first.name}”的 ${changed} 个缺失值。`,
    };
  }
  const items = listed(
    filled.map(({ name, count, fill }) => ({
      en: `“${name}” ${count} (${fill})`,
      zh: `“${name}”${count} 个（${fill}）`,
    })),
  );
  return {
    en: `Filled ${changed} missing values of ${filled.length} columns with ${method.en}: ${items.en}.`,
    zh: `用${method.zh}填补了 ${filled.length} 列的 ${changed} 个缺失值：${items.zh}。`,
  };
}

function* dropRows(frame: Frame, step: PipelineStep): Work<Transformed> {
  let places = allRows({ rowCount: frame.rows.length });
  for (const column of stepColumns(frame, step)) {
    places = places.filter((place) => !isMissingAt(column, place));
    yield;
  }
  const droppedRows = frame.rows.length - places.length;
  const names = namedColumns(step.columns);
  const message = {
    en: `Dropped ${counted(droppedRows, "row", "rows")} with a missing value in ${names.en}.`,
    zh: `删除了 ${droppedRows} 行：其${names.zh}存在缺失值。`,
  };
  const after = droppedRows === 0 ? frame : yield* keepPlaces(frame, places);
  return transformed(step, frame, after, { changed: 0, message });
}

/** A small made-up table for the tests of panels: what the page would know of it, and its rows. */
import type { ColumnInfo, ColumnKind, ColumnSummary } from "../core/column";
import type { DatasetInfo, RowPage } from "../core/dataset";
import { createRandom } from "../core/random";

export interface FixtureTable {
  readonly info: DatasetInfo;
  page(from: number, to: number, rows?: readonly number[], columns?: readonly string[]): RowPage;
}

type Value = string | number | null;

/** Visits of patients: identifiers, numbers, categories, a date, free text, missing values; a function of its seed. */
export function createFixtureTable(rowCount = 300, seed = 1): FixtureTable {
  const random = createRandom(seed);
  const pick = (items: readonly string[]) => items[random.below(items.length)] ?? "";
  const names: readonly (readonly [string, ColumnKind])[] = [
    ["patient", "category"],
    ["visit", "time"],
    ["age", "number"],
    ["sex", "category"],
    ["chest pain", "category"],
    ["cholesterol", "number"],
    ["max heart rate", "number"],
    ["ward", "category"],
    ["note", "text"],
    ["narrowing", "category"],
  ];
  const values: readonly (readonly Value[])[] = names.map(([name]) =>
    Array.from({ length: rowCount }, (): Value => {
      switch (name) {
        case "patient":
          return `P${1000 + random.below(Math.ceil(rowCount / 2))}`;
        case "visit":
          return Date.UTC(2023, random.below(12), 1 + random.below(28), 8 + random.below(10));
        case "age":
          return Math.round(54 + 9 * random.normal());
        case "sex":
          return pick(["female", "male", "male"]);
        case "chest pain":
          return pick(["asymptomatic", "asymptomatic", "non-anginal", "atypical angina", "typical angina"]);
        case "cholesterol":
          return random.next() < 0.06 ? null : Math.round(246 + 50 * random.normal());
        case "max heart rate":
          return Math.round(149 + 22 * random.normal());
        case "ward":
          return "B2";
        case "note":
          return pick(["came by ambulance", "second visit this year, feels better", "refers from general practice"]);
        default:
          return random.next() < 0.54 ? "no" : "yes";
      }
    }),
  );
  const columns = names.map(([name, kind], at) => columnInfo(name, kind, values[at] ?? []));
  const info: DatasetInfo = {
    id: "fixture",
    name: "visits.csv",
    rowCount,
    columns,
    warnings: Array.from({ length: 7 }, (_, i) => ({
      file: "visits.csv",
      line: 14 + 9 * i,
      message: "This row has 9 cells instead of 10.",
      wording: {
        en: "9 cells instead of 10; the last one counts as missing.",
        zh: "只有 9 个单元格，应为 10 个；最后一个视为缺失。",
      },
    })),
    warningCount: 7,
    redFlags: [
      {
        severity: "high",
        message: {
          en: "“patient” comes back in several rows: one patient could be in training and test.",
          zh: "“patient”在多行中重复出现：同一患者可能同时出现在训练和测试中。",
        },
        remedy: { en: "Split by “patient” on the Prepare step.", zh: "请在“准备”步骤中按“patient”划分。" },
        columns: ["patient"],
        rows: [],
      },
      {
        severity: "medium",
        message: { en: "12 rows have a cholesterol that no one has.", zh: "有 12 行的胆固醇值不合常理。" },
        remedy: {
          en: "Look at these rows; a number may stand for “missing”.",
          zh: "请查看这些行，某个数可能表示“缺失”。",
        },
        columns: ["cholesterol"],
        rows: [3, 9, 27, 81, 100, 121, 144, 169, 196, 225, 256, 289].filter((row) => row < rowCount),
      },
      {
        severity: "low",
        message: { en: "“ward” is the same in every row.", zh: "“ward”每一行都相同。" },
        remedy: { en: "It is left out of the columns to predict from.", zh: "它不会作为预测依据。" },
        columns: ["ward"],
        rows: [],
      },
    ],
    source: {
      files: [
        {
          name: "visits.csv",
          path: "visits.csv",
          sizeBytes: 24_310,
          rowCount,
          reading: {
            encoding: "utf-8",
            delimiter: ",",
            quote: '"',
            newline: "\n",
            header: true,
            decimal: ".",
            missing: ["NA", "?"],
            preamble: 2,
          },
        },
      ],
    },
    fingerprint: "f1",
    sizeBytes: 24_310,
  };
  return {
    info,
    page(from, to, rows, columns) {
      const shown = rows
        ? rows.slice(from, to)
        : Array.from({ length: Math.min(to, rowCount) - from }, (_, i) => from + i);
      return {
        from,
        rows: shown,
        values: values
          .filter((_, at) => columns?.includes(names[at]?.[0] ?? "") ?? true)
          .map((column) => shown.map((row) => column[row] ?? null)),
      };
    },
  };
}

function columnInfo(name: string, kind: ColumnKind, values: readonly Value[]): ColumnInfo {
  const present = values.filter((value): value is string | number => value !== null);
  const distinct = [...new Set(present)];
  return {
    name,
    kind,
    missing: values.length - present.length,
    distinct: distinct.length,
    categories: kind === "category" ? distinct.map(String).toSorted() : [],
    idLike: name === "patient",
    summary: summaryOf(kind, present),
  };
}

function summaryOf(kind: ColumnKind, present: readonly (string | number)[]): ColumnSummary {
  if (kind === "image") return { kind, channels: 1, widths: [28, 28, 28], heights: [28, 28, 28] };
  if (kind === "text") return { kind, meanLength: 27.4, example: String(present[0] ?? "") };
  if (kind === "category") {
    const counts = new Map<string, number>();
    for (const value of present) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
    const top = [...counts].map(([category, count]) => ({ category, count })).toSorted((a, b) => b.count - a.count);
    return { kind, top: top.slice(0, 12) };
  }
  const numbers = present.map(Number);
  const min = Math.min(...numbers);
  const max = Math.max(...numbers);
  const histogram = Array.from({ length: 20 }, () => 0);
  for (const value of numbers) {
    const bin = Math.min(19, Math.floor(((value - min) / (max - min || 1)) * 20));
    histogram[bin] = (histogram[bin] ?? 0) + 1;
  }
  if (kind === "time") return { kind, min, max, histogram };
  const sorted = numbers.toSorted((a, b) => a - b);
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  return { kind, min, max, mean, standardDeviation: 1, median: sorted[sorted.length >> 1] ?? mean, histogram };
}

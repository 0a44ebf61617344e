import { describe, expect, test } from "vitest";
import type { Column } from "../../core/column";
import { categoryColumn, numberColumn, textColumn, timeColumn } from "../../core/make-column";
import { createRandom, type Random } from "../../core/random";
import type { SplitRequest } from "../../core/split";
import { rowRange, toyDataset } from "../../core/toy-dataset.fixture";
import { atOnce } from "../../core/work";
import { checkLeaks } from "./leak-guard";
import { splitRows } from "./split-rows";

const rowCount = 400;
const seeds = Array.from({ length: 20 }, (_, seed) => seed);

interface Plan {
  readonly columns: readonly Column[];
  readonly outcome: readonly number[];
  readonly task: "classification" | "regression";
  readonly request: SplitRequest;
  /** All columns where left out. */
  readonly features?: readonly string[];
}

function findingsOf({ columns, outcome, task, request, features }: Plan, seed: number) {
  const dataset = toyDataset(columns);
  const rows = rowRange(dataset.rowCount);
  const values = Float64Array.from(outcome);
  const targetCodes = task === "classification" ? Int32Array.from(outcome) : null;
  const split = splitRows({ dataset, request, rows, targetCodes, seed });
  return atOnce(
    checkLeaks({
      dataset,
      task: { kind: task, target: "y" },
      features: features ?? columns.map((column) => column.name),
      request,
      split,
      targets: { rows, values },
    }),
  );
}

/** A table with signal and overlap: a continuous column, a coarse one, two categories, gaps, and an outcome that leans on them. */
function clean(random: Random) {
  const list = <T>(value: (i: number) => T) => Array.from({ length: rowCount }, (_, i) => value(i));
  const severity = list(() => random.normal());
  const dose = list(() => random.below(5));
  const sex = list(() => random.below(2));
  const columns = [
    numberColumn(
      "severity",
      severity.map((value) => (random.below(20) === 0 ? null : Math.round(value * 10) / 10)),
    ),
    numberColumn("dose", dose),
    categoryColumn(
      "sex",
      sex.map((value) => (value ? "f" : "m")),
    ),
    categoryColumn(
      "site",
      list(() => `site ${random.below(6)}`),
    ),
    numberColumn(
      "age",
      list(() => 20 + random.below(60)),
    ),
  ];
  const score = severity.map((value, i) => 2 * value + 0.3 * (dose[i] ?? 0) + (sex[i] ?? 0) + random.normal() - 1);
  return { columns, score, classes: score.map((value) => Number(value > 0)) };
}

describe("is quiet on clean tables", () => {
  test.each(seeds)("seed %i: two classes, three rare classes, a quantity", (seed) => {
    const { columns, score, classes } = clean(createRandom(seed));
    const three = score.map((value) => (value > 4 ? 2 : Number(value > 0)));
    const plans: readonly Plan[] = [
      { columns, outcome: classes, task: "classification", request: { kind: "stratified" } },
      { columns, outcome: three, task: "classification", request: { kind: "stratified" } },
      { columns, outcome: score, task: "regression", request: { kind: "random" } },
    ];
    for (const plan of plans) expect(findingsOf(plan, seed)).toEqual([]);
  });

  test.each(seeds)("seed %i: coarse columns that agree by chance", (seed) => {
    const { columns, classes } = clean(createRandom(seed));
    const features = ["sex", "site", "dose"];
    const plan: Plan = { columns, outcome: classes, task: "classification", request: { kind: "random" }, features };
    expect(findingsOf(plan, seed)).toEqual([]);
  });

  test.each(seeds)("seed %i: patients split by group, a series split by time, a table in no order of time", (seed) => {
    const random = createRandom(seed);
    const { columns, score } = clean(random);
    const patient = numberColumn(
      "patient",
      Array.from({ length: rowCount }, (_, i) => i >> 1),
    );
    const hour = timeColumn(
      "hour",
      Array.from({ length: rowCount }, (_, i) => i * 3_600_000),
    );
    const admitted = timeColumn(
      "admitted",
      Array.from({ length: rowCount }, () => random.below(1e9)),
    );
    const base = { outcome: score, task: "regression", features: columns.map((column) => column.name) } as const;
    const plans: readonly Plan[] = [
      { ...base, columns: [...columns, patient], request: { kind: "group", by: "patient" } },
      { ...base, columns: [...columns, hour], request: { kind: "time", by: "hour" } },
      { ...base, columns: [...columns, admitted], request: { kind: "random" } },
    ];
    for (const plan of plans) expect(findingsOf(plan, seed)).toEqual([]);
  });
});

describe("finds what was planted", () => {
  const random: SplitRequest = { kind: "random" };

  test.each(seeds)("seed %i: patients on both sides", (seed) => {
    const { columns, classes } = clean(createRandom(seed));
    const patient = numberColumn(
      "patient_id",
      Array.from({ length: rowCount }, (_, i) => i >> 1),
    );
    const features = columns.map((column) => column.name);
    const plan: Plan = {
      columns: [...columns, patient],
      outcome: classes,
      task: "classification",
      request: random,
      features,
    };
    const findings = findingsOf(plan, seed);
    expect(findings).toMatchObject([{ kind: "groups", severity: "high", columns: ["patient_id"] }]);
    // a held-out row's partner is in train with probability 0.6: 96 of 160 expected
    expect(findings[0]?.count).toBeGreaterThan(60);
    expect(findings[0]?.remedy.en).toBe("Split by group, by “patient_id”.");
  });

  test.each(seeds)("seed %i: rows that come twice", (seed) => {
    const { columns, classes } = clean(createRandom(seed));
    const repeated = columns.map((column): Column => {
      if (column.kind === "number")
        return { ...column, values: column.values.map((value, i) => (i < 40 ? column.values[i + 40]! : value)) };
      return { ...column, codes: column.codes.map((code, i) => (i < 40 ? column.codes[i + 40]! : code)) };
    });
    const plan: Plan = { columns: repeated, outcome: classes, task: "classification", request: random };
    expect(findingsOf(plan, seed)).toMatchObject([{ kind: "duplicates" }]);
  });

  test.each(seeds)("seed %i: texts that come again, some of them often", (seed) => {
    const random = createRandom(seed);
    const phrase = () => (random.below(10) === 0 ? "i will call you later" : `message ${random.below(10_000)}`);
    const texts = Array.from({ length: rowCount }, phrase);
    const classes = texts.map((_, i) => i % 2);
    const plan: Plan = {
      columns: [textColumn("message", texts)],
      outcome: classes,
      task: "classification",
      request: { kind: "random" },
    };
    const [finding] = findingsOf(plan, seed);
    expect(finding).toMatchObject({ kind: "duplicates", severity: "high" });
    // A tenth of the held-out rows, and a few pairs of the 10,000 others.
    expect(finding?.count).toBeGreaterThan(5);
  });

  const copies: readonly (readonly [string, (value: number, i: number) => number | null])[] = [
    ["a copy of the outcome", (value) => value],
    ["a code that comes out of it, in no order", (value, i) => (value ? 5 : i % 2 ? 3 : 9)],
    ["a score written down after it", (value, i) => value * 10 + (i % 7)],
    ["a value that only one class has", (value, i) => (value ? i : null)],
  ];
  test.each(copies)("%s among the features", (_, copy) => {
    for (const seed of seeds) {
      const { columns, classes } = clean(createRandom(seed));
      const planted = numberColumn("treatment", classes.map(copy));
      const plan: Plan = { columns: [...columns, planted], outcome: classes, task: "classification", request: random };
      expect(findingsOf(plan, seed)).toMatchObject([{ kind: "giveaway", severity: "high", columns: ["treatment"] }]);
    }
  });

  test("a category that is decided by the outcome, with three classes", () => {
    const { columns, score } = clean(createRandom(1));
    const three = score.map((value) => (value > 2 ? 2 : Number(value > 0)));
    const planted = categoryColumn(
      "ward",
      three.map((code, i) => ["home", i % 2 ? "ward 1" : "ward 2", "icu"][code] ?? null),
    );
    const plan: Plan = { columns: [...columns, planted], outcome: three, task: "classification", request: random };
    expect(findingsOf(plan, 1)).toMatchObject([{ kind: "giveaway", columns: ["ward"] }]);
  });

  test("a copy of one of several labels", () => {
    const { columns, classes } = clean(createRandom(1));
    const other = classes.map((_, i) => i % 2);
    const dataset = toyDataset([...columns, numberColumn("drain", classes)]);
    const rows = rowRange(dataset.rowCount);
    const values = Float64Array.from(classes.flatMap((value, i) => [other[i]!, value]));
    const split = splitRows({ dataset, request: random, rows, targetCodes: null, seed: 1 });
    const targets = { rows, values, categories: ["mass", "effusion"] };
    const task = { kind: "multilabel", targets: ["y", "z"] } as const;
    const features = dataset.columns.map(({ name }) => name);
    const findings = atOnce(checkLeaks({ dataset, task, features, request: random, split, targets }));
    expect(findings).toMatchObject([{ kind: "giveaway", columns: ["drain"] }]);
    expect(findings[0]?.message.en).toContain("alone tells “effusion”");
  });

  test.each([
    ["in other units", (value: number) => value * 1.8 + 32],
    ["on a curve", (value: number) => Math.exp(value)],
  ])("the quantity itself %s", (_, copy) => {
    const { columns, score } = clean(createRandom(2));
    const plan: Plan = {
      columns: [...columns, numberColumn("copy", score.map(copy))],
      outcome: score,
      task: "regression",
      request: random,
    };
    expect(findingsOf(plan, 2)).toMatchObject([{ kind: "giveaway", columns: ["copy"] }]);
  });

  test("a series dealt out by chance", () => {
    const { columns, score } = clean(createRandom(3));
    const hour = timeColumn(
      "hour",
      Array.from({ length: rowCount }, (_, i) => i * 3_600_000),
    );
    const features = columns.map((column) => column.name);
    const plan: Plan = { columns: [...columns, hour], outcome: score, task: "regression", request: random, features };
    expect(findingsOf(plan, 3)).toMatchObject([{ kind: "time", severity: "medium", columns: ["hour"] }]);
  });
});

test("puts the worst first", () => {
  const { columns, classes } = clean(createRandom(4));
  const hour = timeColumn(
    "hour",
    Array.from({ length: rowCount }, (_, i) => i * 3_600_000),
  );
  const planted = numberColumn("copy", classes);
  const plan: Plan = {
    columns: [hour, ...columns, planted],
    outcome: classes,
    task: "classification",
    request: { kind: "random" },
    features: ["severity", "copy"],
  };
  expect(findingsOf(plan, 4).map((finding) => finding.severity)).toEqual(["high", "medium"]);
});

import { expect, test } from "vitest";
import fc from "fast-check";
import type { Column } from "../../core/column";
import { categoryColumn, numberColumn, textColumn, timeColumn } from "../../core/make-column";
import { createRandom } from "../../core/random";
import type { Split, SplitRequest } from "../../core/split";
import { rowRange, toyDataset } from "../../core/toy-dataset.fixture";
import { splitRows } from "./split-rows";

const kinds = ["random", "stratified", "group", "time", "given"] as const;

/** Rows with classes of unequal size, groups of 1 to 6 rows, times with ties and a given split. */
function table(rowCount: number, seed: number) {
  const random = createRandom(seed);
  let group = 0;
  const groups = Array.from({ length: rowCount }, () => (random.below(3) === 0 ? ++group : group));
  const codes = Int32Array.from({ length: rowCount }, () => Math.max(0, random.below(6) - 3));
  const dataset = toyDataset([
    numberColumn("group", groups),
    timeColumn(
      "time",
      Array.from({ length: rowCount }, () => random.below(rowCount)),
    ),
    categoryColumn(
      "given",
      Array.from({ length: rowCount }, () => ["train", "Train", "val", "TEST"][random.below(4)] ?? null),
    ),
  ]);
  return { dataset, codes, groups };
}

function requestOf(
  kind: SplitRequest["kind"],
  fractions: Pick<SplitRequest, "validation" | "test"> = {},
): SplitRequest {
  const by = { group: "group", time: "time", given: "given", random: undefined, stratified: undefined }[kind];
  return { kind, ...(by ? { by } : {}), ...fractions };
}

function run(
  columns: readonly Column[],
  request: SplitRequest,
  codes: readonly number[] | null = null,
  seed = 0,
): Split {
  const dataset = toyDataset(columns);
  const targetCodes = codes && Int32Array.from(codes);
  return splitRows({ dataset, request, rows: rowRange(dataset.rowCount), targetCodes, seed });
}

const sizesOf = (split: Split) => [split.train.length, split.validation.length, split.test.length];

test.each(kinds)("%s: every usable row is in one subset, ascending, and the same seed deals the same", (kind) => {
  fc.assert(
    fc.property(fc.integer({ min: 60, max: 300 }), fc.nat(1000), (rowCount, seed) => {
      const { dataset, codes } = table(rowCount, seed);
      const rows = rowRange(rowCount).filter((row) => row % 7 !== 3);
      const targetCodes = Int32Array.from(rows, (row) => codes[row] ?? 0);
      const input = { dataset, request: requestOf(kind), rows, targetCodes, seed };
      const split = splitRows(input);
      for (const part of [split.train, split.validation, split.test]) expect(part).toEqual(part.slice().sort());
      const dealt = [...split.train, ...split.validation, ...split.test].sort((a, b) => a - b);
      expect(dealt).toEqual(Array.from(rows));
      expect(splitRows(input)).toEqual(split);
    }),
    { seed: 2, numRuns: 30 },
  );
});

test.each(["random", "stratified", "group"] as const)("%s: another seed deals otherwise", (kind) => {
  const { dataset, codes } = table(200, 1);
  const deal = (seed: number) =>
    splitRows({ dataset, request: requestOf(kind), rows: rowRange(200), targetCodes: codes, seed });
  expect(Array.from(deal(1).test)).not.toEqual(Array.from(deal(2).test));
});

test.each([
  ["random", 0],
  ["stratified", 0],
  // Over 500 such tables, with groups of up to 30 rows, no subset was more than one row off.
  ["group", 2],
] as const)("%s: subsets have the size of their fraction", (kind, tolerance) => {
  for (let seed = 0; seed < 20; seed++) {
    const { dataset, codes } = table(250, seed);
    const request = requestOf(kind, { validation: 0.1, test: 0.3 });
    const split = splitRows({ dataset, request, rows: rowRange(250), targetCodes: codes, seed });
    expect(Math.abs(split.validation.length - 25)).toBeLessThanOrEqual(tolerance);
    expect(Math.abs(split.test.length - 75)).toBeLessThanOrEqual(tolerance);
  }
});

test("random and stratified with one class are the same rounding: 10 rows give 6, 2, 2", () => {
  const column = numberColumn(
    "x",
    Array.from({ length: 10 }, (_, i) => i),
  );
  expect(sizesOf(run([column], { kind: "random" }))).toEqual([6, 2, 2]);
  expect(sizesOf(run([column], { kind: "stratified" }, Array(10).fill(3)))).toEqual([6, 2, 2]);
});

test("stratified: every class is within one row of its share and keeps a training row", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 }),
      fc.double({ min: 0.05, max: 0.4, noNaN: true }),
      fc.double({ min: 0.05, max: 0.4, noNaN: true }),
      (sizes, validation, test_) => {
        fc.pre(sizes.reduce((sum, size) => sum + size, 0) >= 40);
        const codes = sizes.flatMap((size, code) => Array<number>(size).fill(code));
        const split = run([numberColumn("x", codes)], { kind: "stratified", validation, test: test_ }, codes, 5);
        sizes.forEach((size, code) => {
          const count = (rows: Uint32Array) => rows.filter((row) => codes[row] === code).length;
          expect(count(split.train)).toBeGreaterThanOrEqual(1);
          if (size < 4) return;
          expect(Math.abs(count(split.test) - size * test_)).toBeLessThan(1 + 1e-9);
          expect(Math.abs(count(split.validation) - size * validation)).toBeLessThan(1 + 1e-9);
        });
      },
    ),
    { seed: 3, numRuns: 100 },
  );
});

test("group: no group stands on two sides, also where its value is missing", () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.nat(12)), { minLength: 40, maxLength: 120 }), fc.nat(50), (groups, seed) => {
      fc.pre(new Set(groups).size >= 3);
      const split = run([numberColumn("patient", groups)], { kind: "group", by: "patient" }, null, seed);
      const sides = new Map<number | null, Set<string>>();
      for (const [subset, rows] of Object.entries(split)) {
        for (const row of rows) {
          const group = groups[row] ?? null;
          sides.set(group, (sides.get(group) ?? new Set<string>()).add(subset));
        }
      }
      for (const side of sides.values()) expect(side.size).toBe(1);
    }),
    { seed: 4, numRuns: 60 },
  );
});

test("group: classes come near their share where groups allow it", () => {
  // 100 patients with two rows each; every fourth is a case.
  const groups = Array.from({ length: 200 }, (_, row) => row >> 1);
  const codes = groups.map((group) => Number(group % 4 === 0));
  for (let seed = 0; seed < 20; seed++) {
    const split = run([numberColumn("patient", groups)], { kind: "group", by: "patient" }, codes, seed);
    expect(sizesOf(split)).toEqual([120, 40, 40]);
    expect(split.test.filter((row) => codes[row] === 1).length).toBe(10);
  }
});

test("group: large groups are not kept for training", () => {
  const groups = Array.from({ length: 60 }, (_, i) => i).flatMap((group) =>
    Array<number>(group < 20 ? 8 : 1).fill(group),
  );
  const shares = Array.from({ length: 20 }, (_, seed) => {
    const split = run([numberColumn("patient", groups)], { kind: "group", by: "patient" }, null, seed);
    return split.test.filter((row) => (groups[row] ?? 99) < 20).length / split.test.length;
  });
  // 160 of 200 rows are of large groups; 200 seeds gave exactly their share
  for (const share of shares) expect(share).toBeCloseTo(0.8, 12);
});

test("time: nothing in a later subset is earlier, rows of one time stay together, rows without a time are left out", () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer({ min: -30, max: 30 })), { minLength: 20, maxLength: 80 }), (times) => {
      fc.pre(new Set(times.filter((time) => time !== null)).size >= 3);
      const split = run([timeColumn("when", times)], { kind: "time", by: "when" });
      const of = (rows: Uint32Array) => Array.from(rows, (row) => times[row] ?? NaN);
      expect(Math.max(...of(split.train))).toBeLessThan(Math.min(...of(split.validation)));
      expect(Math.max(...of(split.validation))).toBeLessThan(Math.min(...of(split.test)));
      const known = times.filter((time) => time !== null).length;
      expect(sizesOf(split).reduce((sum, size) => sum + size, 0)).toBe(known);
    }),
    { seed: 5, numRuns: 60 },
  );
});

test("time: without ties the cuts are where the fractions say", () => {
  const times = Array.from({ length: 50 }, (_, i) => (i * 17) % 50);
  const split = run([numberColumn("year", times)], { kind: "time", by: "year", validation: 0.1, test: 0.3 });
  expect(sizesOf(split)).toEqual([30, 5, 15]);
  expect(sizesOf(run([numberColumn("year", times)], { kind: "time", by: "year", validation: 0, test: 0.3 }))).toEqual([
    35, 0, 15,
  ]);
});

test("given: reads the subsets in any case and leaves out rows without one", () => {
  const column = categoryColumn("split", ["Train", "TEST", "val", null, "validation", "training"]);
  const split = run([column], { kind: "given", by: "split" });
  expect(Object.values(split).map((rows) => Array.from(rows))).toEqual([[0, 5], [2, 4], [1]]);
});

test("given: carves validation out of train when asked, each class its share, and leaves test alone", () => {
  const values = Array.from({ length: 100 }, (_, i) => (i < 80 ? "train" : "test"));
  const codes = values.map((_, i) => Number(i % 4 === 0));
  const split = run([textColumn("split", values)], { kind: "given", by: "split", validation: 0.2 }, codes, 9);
  expect(sizesOf(split)).toEqual([60, 20, 20]);
  expect(Math.min(...split.test)).toBe(80);
  expect(split.validation.filter((row) => codes[row] === 1).length).toBe(5);
  expect(sizesOf(run([textColumn("split", values)], { kind: "given", by: "split" }, codes))).toEqual([80, 0, 20]);
});

test("given: what is carved are whole patients, those of the test rows left alone", () => {
  fc.assert(
    fc.property(fc.integer({ min: 10, max: 30 }), fc.nat(1000), fc.boolean(), (patientCount, seed, hasTest) => {
      const random = createRandom(seed);
      const patients = Array.from({ length: patientCount * 4 }, () => random.below(patientCount));
      const some = patients.map((patient) => (patient === 0 && random.below(2) ? null : patient));
      const given = patients.map((patient) => (hasTest && patient % 5 === 0 ? "test" : "train"));
      const columns = [categoryColumn("split", given), numberColumn("patient_id", some)];
      const request = { kind: "given", by: "split", validation: 0.2, ...(hasTest ? {} : { test: 0.2 }) } as const;
      const codes = patients.map((patient) => patient % 2);
      const split = run(columns, request, codes, seed);
      const sides = new Map<number, Set<string>>();
      for (const [subset, rows] of Object.entries(split)) {
        for (const row of rows) {
          const patient = some[row] ?? null;
          if (patient !== null) sides.set(patient, (sides.get(patient) ?? new Set<string>()).add(subset));
        }
      }
      for (const side of sides.values()) expect(side.size).toBe(1);
      // At most the largest patient off: 0.2 of the rows were asked for.
      const most = Math.max(...some.map((patient) => some.filter((other) => other === patient).length));
      expect(Math.abs(split.validation.length - patients.length / 5)).toBeLessThanOrEqual(most);
    }),
    { seed: 6, numRuns: 60 },
  );
});

test("given: rows are carved one by one where patients come once, are too few, are the outcome or have no column", () => {
  const values = Array.from({ length: 100 }, (_, i) => (i < 80 ? "train" : "test"));
  const request = { kind: "given", by: "split", validation: 0.2 } as const;
  const of = (columns: readonly Column[], ...answers: readonly string[]) => {
    const dataset = toyDataset([categoryColumn("split", values), ...columns]);
    return splitRows({ dataset, request, rows: rowRange(100), targetCodes: null, seed: 1, answers });
  };
  const patients = (count: number) =>
    numberColumn(
      "patient",
      values.map((_, i) => i % count),
    );
  const single = of([]);
  expect(of([patients(100)])).toEqual(single);
  expect(of([patients(5)])).toEqual(single);
  expect(of([patients(10)], "patient")).toEqual(single);
  expect(of([patients(10)])).not.toEqual(single);
});

const few = [numberColumn("x", [1, 1, 1, 2, 2]), categoryColumn("c", ["train", "test", "hold", "train", "train"])];
test.each([
  [{ kind: "random", validation: 0.5, test: 0.5 }, "leave no rows to learn from"],
  [{ kind: "random", validation: -0.1 }, "leave no rows to learn from"],
  [{ kind: "random", validation: 0.05, test: 0.3 }, "The validation part of the split has 0 rows"],
  [{ kind: "group" }, "A group split needs the column to split by"],
  [{ kind: "stratified" }, "A stratified split needs the column to split by"],
  [{ kind: "group", by: "y" }, "There is no column “y”"],
  [{ kind: "group", by: "x" }, "“x” has 2 groups; this split needs at least 3"],
  [{ kind: "time", by: "x" }, "“x” has 2 groups; this split needs at least 3"],
  [{ kind: "time", by: "c" }, "rows cannot be put in order of time by it"],
  [{ kind: "given", by: "c" }, "“hold” is none of train, validation, test"],
] as const)("%o is refused in a sentence", (request, sentence) => {
  expect(() => run(few, request)).toThrow(sentence);
});

import { expect, test } from "vitest";
import { createRandom } from "../../core/random";
import type { Column } from "../../core/column";
import type { Dataset } from "../../core/dataset";
import { openText } from "../open.fixture";
import { describeDataset } from "./describe";
import { duplicateRows } from "./duplicate-rows";
import { numberFacts } from "./number-facts";
import { selectKth } from "./select-kth";

const numbers = (name: string, values: Iterable<number>): Column => ({
  kind: "number",
  name,
  values: Float64Array.from(values),
});
const categories = (name: string, names: readonly string[]): Column => {
  const all = [...new Set(names)];
  return { kind: "category", name, codes: Int32Array.from(names, (text) => all.indexOf(text)), categories: all };
};
function datasetOf(...columns: Column[]): Dataset {
  const [first] = columns;
  const rowCount = first?.kind === "category" ? first.codes.length : first?.kind === "number" ? first.values.length : 0;
  return { id: "d", name: "d", rowCount, columns, source: { files: [] }, warnings: [] };
}
const flagsOf = async (...columns: Column[]) =>
  (await describeDataset(datasetOf(...columns))).redFlags.filter((flag) => flag.columns.length > 0);

test("the summary of numbers agrees with its formulas", () => {
  const facts = numberFacts(Float64Array.of(4, 1, Number.NaN, 3, 2, 4, 4));
  expect(facts).toMatchObject({ count: 6, distinct: 4, min: 1, max: 4, mean: 3, median: 3.5, isWhole: true });
  expect(facts.standardDeviation).toBeCloseTo(Math.sqrt((1 + 4 + 0 + 1 + 1 + 1) / 5), 14);
  expect(facts.histogram).toHaveLength(24);
  expect(facts.histogram.reduce((sum, count) => sum + count, 0)).toBe(6);
  expect([facts.minCount, facts.maxCount, facts.nextToMin, facts.nextToMax]).toEqual([1, 3, 2, 3]);
  expect(numberFacts(new Float64Array()).count).toBe(0);
});

test("order statistics are those of the sorted values", () => {
  const random = createRandom(5);
  for (let run = 0; run < 200; run++) {
    const size = 1 + random.below(40);
    const values = Float64Array.from({ length: size }, () => random.below(12) - 6);
    const sorted = values.toSorted();
    const k = random.below(size);
    expect(selectKth(values.slice(), k)).toBe(sorted[k]);
    const { median, lowerQuartile, upperQuartile } = numberFacts(values);
    expect(median).toBe((sorted[Math.floor((size - 1) / 2)]! + sorted[Math.ceil((size - 1) / 2)]!) / 2);
    expect(lowerQuartile).toBe(sorted[Math.floor((size - 1) / 4)]);
    expect(upperQuartile).toBe(sorted[Math.ceil(((size - 1) * 3) / 4)]);
  }
});

test("columns are described without their values", async () => {
  const info = await describeDataset(await openText("n,c,t\n1,x,2020-01-01\n,y,2020-01-02\n3,x,\n3,,2020-01-04\n"));
  const [n, c, t] = info.columns;
  expect(n).toMatchObject({ kind: "number", missing: 1, distinct: 2, summary: { mean: 7 / 3 } });
  expect(c).toMatchObject({ missing: 1, distinct: 2, categories: ["x", "y"] });
  expect(c?.summary).toEqual({
    kind: "category",
    top: [
      { category: "x", count: 2 },
      { category: "y", count: 1 },
    ],
  });
  expect(t).toMatchObject({
    kind: "time",
    missing: 1,
    summary: { min: Date.UTC(2020, 0, 1), max: Date.UTC(2020, 0, 4) },
  });
  expect(info.sizeBytes).toBe(4 * (8 + 4 + 8));
});

test("running numbers and names of ids look like identifiers; years and measurements do not", async () => {
  const rows = Array.from({ length: 100 }, (_, i) => i);
  const { columns } = await describeDataset(
    datasetOf(
      numbers("rownames", rows),
      numbers(
        "number",
        rows.map((i) => i + 1),
      ),
      numbers(
        "patient_id",
        rows.map((i) => (i * 37) % 91),
      ),
      numbers(
        "year",
        rows.map((i) => 1900 + i),
      ),
      numbers(
        "weight",
        rows.map((i) => (i * 37) % 91),
      ),
      categories(
        "key",
        rows.map((i) => `K-${i}`),
      ),
      categories(
        "city",
        rows.map((i) => `C-${i % 7}`),
      ),
    ),
  );
  expect(columns.filter(({ idLike }) => idLike).map(({ name }) => name)).toEqual([
    "rownames",
    "number",
    "patient_id",
    "key",
  ]);
});

test("the print depends on names, kinds and values, and on nothing else", async () => {
  const print = async (text: string, name = "t") =>
    (await describeDataset({ ...(await openText(text)), name })).fingerprint;
  const first = await print("a,b\n1,x\n2,y\n");
  expect(first).toMatch(/^[0-9a-f]{64}$/);
  expect(await print("a;b\r\n1.0;x\r\n2;y", "other")).toBe(first);
  for (const other of ["a,c\n1,x\n2,y\n", "a,b\n1,x\n3,y\n", "a,b\n2,y\n1,x\n", "b,a\nx,1\ny,2\n"]) {
    expect(await print(other)).not.toBe(first);
  }
});

test("a repeated number far from all others may mean missing, and is told for all columns at once", async () => {
  const random = createRandom(1);
  const sensor = () => Array.from({ length: 300 }, (_, i) => (i % 10 === 0 ? -200 : 20 + random.normal()));
  const [flag, ...others] = await flagsOf(numbers("one", sensor()), numbers("two", sensor()));
  expect(flag).toMatchObject({ severity: "high", columns: ["one", "two"] });
  expect(flag?.message.en).toContain("-200");
  expect(flag?.rows.slice(0, 3)).toEqual([0, 10, 20]);
  expect(others).toEqual([]);
});

test("a flag lists its first thousand rows and counts all of them, each once for several columns", async () => {
  const sensor = (every: number) => Array.from({ length: 6000 }, (_, i) => (i % every === 0 ? -999 : i % 97));
  const [flag] = await flagsOf(numbers("one", sensor(2)), numbers("two", sensor(3)));
  expect(flag?.columns).toEqual(["one", "two"]);
  expect(flag?.rows).toHaveLength(1000);
  expect(flag?.rows.slice(0, 5)).toEqual([0, 2, 3, 4, 6]);
  expect(flag?.rowCount).toBe(4000);
  const [short] = await flagsOf(numbers("one", sensor(10)));
  expect(short?.rows).toHaveLength(600);
  expect(short?.rowCount).toBeUndefined();
});

test("what nothing can be learned from is flagged, healthy columns are not", async () => {
  const random = createRandom(2);
  const make = (value: (i: number) => number) => Array.from({ length: 400 }, (_, i) => value(i));
  const flags = await flagsOf(
    numbers(
      "same",
      make(() => 5),
    ),
    numbers(
      "empty",
      make(() => Number.NaN),
    ),
    numbers(
      "sparse",
      make((i) => (i % 20 ? Number.NaN : random.normal())),
    ),
    numbers(
      "nearly",
      make((i) => (i === 3 ? 1 : 0)),
    ),
    numbers(
      "slip",
      make((i) => (i === 7 ? 1e6 : random.normal())),
    ),
    numbers(
      "healthy",
      make(() => random.normal()),
    ),
    categories("yes", make(() => random.below(2)).map(String)),
  );
  const found = Object.fromEntries(flags.map(({ columns, severity }) => [columns.join(), severity]));
  expect(found).toEqual({ sparse: "high", same: "medium", empty: "medium", nearly: "low", slip: "low" });
  expect(flags.map(({ severity }) => severity)).toEqual(["high", "medium", "medium", "low", "low"]);
  expect(flags.find(({ columns }) => columns.includes("slip"))?.rows).toEqual([7]);
  for (const { message, remedy } of flags) expect(message.zh + remedy.zh).toMatch(/\p{Script=Han}/u);
});

test("categories that differ in case or spaces are flagged with the rows of the rarer spelling", async () => {
  const [flag] = await flagsOf(
    categories("city", ["Rome", "rome", "Rome", "Oslo", "Oslo ", "Oslo", "New  York", "New York"]),
  );
  expect(flag).toMatchObject({ columns: ["city"], rows: [1, 4, 7] });
});

test("dates written in several ways are flagged", async () => {
  const info = await describeDataset(
    await openText("d,x\n2020-01-31,1\n31/01/2020,2\n01/31/2020,3\n5 Jan 2020,4\n", { delimiter: "," }),
  );
  expect(info.redFlags.some(({ message }) => message.en.includes("several ways"))).toBe(true);
});

test("rows that repeat an earlier one are found, running numbers aside", async () => {
  const text = Array.from({ length: 40 }, (_, i) => `${i},${i % 30},${i % 3 ? "x" : "y"}`).join("\n");
  const dataset = await openText(`rownames,n,c\n${text}\n`);
  const rows = Array.from({ length: 10 }, (_, i) => 30 + i);
  expect(duplicateRows(dataset.columns.slice(1), 40)).toEqual(rows);
  expect(duplicateRows(dataset.columns, 40)).toEqual([]);
  const { redFlags } = await describeDataset(dataset);
  expect(redFlags.find(({ columns }) => columns.length === 0)?.rows).toEqual(rows);
});

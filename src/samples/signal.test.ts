/** What simple models get out of the samples, by a least-squares fit and scores written here: linear discriminant for classes, linear regression for values. */
import { expect, test } from "vitest";
import { answerName } from "../core/answer-columns";
import type { Column } from "../core/column";
import { isMissingAt } from "../core/column-values";
import { createRandom } from "../core/random";
import type { SampleSpec, SampleTable } from "../core/sample-spec";
import { bloodPanel } from "./blood-panel";
import { cityTraffic } from "./city-traffic";
import { energyBill } from "./energy-bill";

const seeds = Array.from({ length: 10 }, (_, seed) => seed);

function columnOf(table: SampleTable, name: string): Column {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (!column) throw new Error(`no column ${name}`);
  return column;
}

function missingShare(column: Column, rowCount: number): number {
  const rows = Array.from({ length: rowCount }, (_, row) => row);
  return rows.filter((row) => isMissingAt(column, row)).length / rowCount;
}

/** Standardised numbers with gaps at 0, zeros and ones for categories, hour and weekday on circles; a column of ones first. */
function designOf(table: SampleTable, spec: SampleSpec, leaveOut: readonly string[] = []): readonly Float64Array[] {
  const features = table.columns.filter(
    (column) => column.name !== answerName(spec.task) && !leaveOut.includes(column.name),
  );
  const ones = new Float64Array(spec.rowCount).fill(1);
  return [ones, ...features.flatMap((column) => encode(column))];
}

function encode(column: Column): readonly Float64Array[] {
  if (column.kind === "category") {
    return column.categories.slice(1).map((_, i) => Float64Array.from(column.codes, (code) => Number(code === i + 1)));
  }
  if (column.kind === "text" || column.kind === "image") return [];
  if (column.kind === "number") {
    const present = column.values.filter((value) => Number.isFinite(value));
    const mean = present.reduce((sum, value) => sum + value, 0) / present.length;
    const deviation = Math.sqrt(present.reduce((sum, value) => sum + (value - mean) ** 2, 0) / present.length);
    return [column.values.map((value) => (Number.isFinite(value) ? (value - mean) / deviation : 0))];
  }
  return [24, 168].flatMap((hours) => {
    const turn = (timeMs: number) => (2 * Math.PI * timeMs) / 3_600_000 / hours;
    return [column.values.map((t) => Math.sin(turn(t))), column.values.map((t) => Math.cos(turn(t)))];
  });
}

/** Solves the normal equations of the rows below `trainCount`, with a ridge of 1e-6, by Gauss's elimination; predicts all rows. */
function leastSquares(design: readonly Float64Array[], target: Float64Array, trainCount: number): Float64Array {
  const width = design.length;
  const system = design.map((a, i) => {
    const dot = (b: Float64Array) =>
      a.subarray(0, trainCount).reduce((sum, value, row) => sum + value * (b[row] ?? 0), 0);
    return [...design.map((b, j) => dot(b) + (i === j ? 1e-6 : 0)), dot(target)];
  });
  for (let pivot = 0; pivot < width; pivot++) {
    for (let row = 0; row < width; row++) {
      if (row === pivot) continue;
      const factor = system[row]![pivot]! / system[pivot]![pivot]!;
      for (let k = pivot; k <= width; k++) system[row]![k]! -= factor * system[pivot]![k]!;
    }
  }
  const weights = system.map((row, i) => row[width]! / row[i]!);
  return target.map((_, row) => weights.reduce((sum, weight, i) => sum + weight * (design[i]![row] ?? 0), 0));
}

function r2(target: Float64Array, predicted: Float64Array): number {
  const mean = target.reduce((sum, value) => sum + value, 0) / target.length;
  const residual = target.reduce((sum, value, i) => sum + (value - predicted[i]!) ** 2, 0);
  return 1 - residual / target.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}

function auc(target: Float64Array, score: Float64Array): number {
  const positives = score.filter((_, i) => target[i] === 1);
  const negatives = score.filter((_, i) => target[i] === 0);
  let wins = 0;
  for (const positive of positives) for (const negative of negatives) wins += Number(positive > negative);
  return wins / (positives.length * negatives.length);
}

/** Score on the last fifth of the rows of a model that saw the rest. */
function scoreOf(spec: SampleSpec, seed: number, leaveOut: readonly string[] = []): number {
  const table = spec.generate(createRandom(seed));
  const column = columnOf(table, answerName(spec.task));
  const target =
    column.kind === "category" ? Float64Array.from(column.codes) : column.kind === "number" ? column.values : null;
  if (!target) throw new Error("no target");
  const trainCount = Math.round(spec.rowCount * 0.8);
  const predicted = leastSquares(designOf(table, spec, leaveOut), target, trainCount);
  const score = spec.task.kind === "classification" ? auc : r2;
  return score(target.subarray(trainCount), predicted.subarray(trainCount));
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

// Bounds: ten seeds gave a mean AUC of 0.857 (0.827 to 0.889).
test("blood panel: a linear score finds infections with an AUC near 0.85", () => {
  const scores = seeds.map((seed) => scoreOf(bloodPanel, seed, ["patient"]));
  expect(meanOf(scores)).toBeGreaterThan(0.835);
  expect(meanOf(scores)).toBeLessThan(0.88);
});

test("blood panel: no single value does it alone", () => {
  const table = bloodPanel.generate(createRandom(0));
  const target = columnOf(table, "infection");
  const codes = target.kind === "category" ? Float64Array.from(target.codes) : new Float64Array(0);
  for (const column of table.columns) {
    if (column.kind !== "number") continue;
    const known = column.values.map((value) => (Number.isFinite(value) ? value : 0));
    expect(auc(codes, known)).toBeLessThan(0.8);
  }
});

test("blood panel: every patient comes at least once, many come back", () => {
  const patient = columnOf(bloodPanel.generate(createRandom(0)), "patient");
  const codes = patient.kind === "category" ? patient.codes : new Int32Array(0);
  expect(new Set(codes).size).toBe(300);
});

// Bounds: ten seeds gave R² from 0.860 to 0.883, and from 0.665 to 0.716 without the hour before.
test("city traffic: a straight line explains most, and less without the hour before", () => {
  for (const seed of seeds) {
    const score = scoreOf(cityTraffic, seed);
    expect(score).toBeGreaterThan(0.83);
    expect(score).toBeLessThan(0.92);
    expect(scoreOf(cityTraffic, seed, ["vehicles last hour"])).toBeLessThan(score - 0.1);
  }
});

test("city traffic: the hour before is the row before", () => {
  const table = cityTraffic.generate(createRandom(3));
  const now = columnOf(table, "vehicles (per hour)");
  const before = columnOf(table, "vehicles last hour");
  if (now.kind !== "number" || before.kind !== "number") throw new Error("not numbers");
  expect(before.values.slice(1)).toEqual(now.values.slice(0, -1));
});

// Bounds: ten seeds gave R² from 0.823 to 0.889 without, and at least 0.02 more with the product of its causes.
test("energy bill: a straight line gets far, a product gets further", () => {
  for (const seed of seeds) {
    const table = energyBill.generate(createRandom(seed));
    const target = columnOf(table, "energy use (kWh/year)");
    if (target.kind !== "number") throw new Error("not a number");
    const straight = scoreOf(energyBill, seed);
    expect(straight).toBeGreaterThan(0.8);
    const trainCount = Math.round(energyBill.rowCount * 0.8);
    const logarithm = leastSquares(designOf(table, energyBill), target.values.map(Math.log), trainCount);
    const product = r2(target.values.subarray(trainCount), logarithm.map(Math.exp).subarray(trainCount));
    expect(product).toBeGreaterThan(straight + 0.02);
  }
});

test.each([
  [bloodPanel, "CRP (mg/L)", 0.06],
  [bloodPanel, "creatinine (µmol/L)", 0.04],
  [bloodPanel, "albumin (g/L)", 0.1],
  [cityTraffic, "temperature (°C)", 0.015],
  [energyBill, "year built", 0.05],
] as const)("$id: some values of %s are missing", (spec, name, share) => {
  const shares = seeds.map((seed) => missingShare(columnOf(spec.generate(createRandom(seed)), name), spec.rowCount));
  // ten tables of at least 600 rows: three standard errors of a share p are 3 √(p (1 - p) / 6000)
  expect(Math.abs(meanOf(shares) - share)).toBeLessThan(3 * Math.sqrt((share * (1 - share)) / 6000));
});

test.each([bloodPanel, cityTraffic, energyBill])("$id is made in an instant", (spec) => {
  const durationsMs = [1, 2, 3].map((seed) => {
    const startedAt = performance.now();
    spec.generate(createRandom(seed));
    return performance.now() - startedAt;
  });
  // 2 to 13 ms on two shared cores
  expect(Math.min(...durationsMs)).toBeLessThan(50);
});

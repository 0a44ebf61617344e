/**
 * Honest numbers: the scores on the page beside scikit-learn's on the identical rows and steps.
 * `sklearn-figures.json` was made by `sklearn-figures.py` from the rows that this journey writes with LIGHTBENCH_ROWS=1;
 * a hash of the rows of every seed stands beside its figures, so a changed split is noticed.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import {
  chooseFiles,
  chooseOutcome,
  dataFile,
  expect,
  goTo,
  openPage,
  readScore,
  skipWithoutData,
  test,
  trainToEnd,
} from "../journey";

interface Case {
  readonly id: string;
  readonly file: string;
  readonly header: boolean;
  readonly target: string;
  readonly task: "classification" | "regression";
  readonly model: RegExp;
  readonly scores: readonly string[];
}

const cases: readonly Case[] = [
  {
    id: "pima",
    file: "tabular_medical_pima/pima-indians-diabetes.csv",
    header: false,
    target: "column 9",
    task: "classification",
    model: /^Logistic regression/,
    scores: ["accuracy", "rocAuc"],
  },
  {
    id: "heart",
    file: "tabular_medical_heart/heart_disease.csv",
    header: true,
    target: "diameter narrowing",
    task: "classification",
    model: /^Logistic regression/,
    scores: ["accuracy", "rocAuc"],
  },
  {
    id: "auto-mpg",
    file: "tabular_regression_autompg/auto-mpg.csv",
    header: true,
    target: "mpg",
    task: "regression",
    model: /^Linear regression/,
    scores: ["r2", "rmse"],
  },
];

interface SeedFigures {
  readonly seed: number;
  readonly rows: string;
  readonly [score: string]: number | string;
}

const figuresFile = join(import.meta.dirname, "sklearn-figures.json");
const figures = existsSync(figuresFile)
  ? (JSON.parse(readFileSync(figuresFile, "utf8")) as { cases: Record<string, SeedFigures[]> }) // written by the script beside
  : { cases: {} };

const isWhole = Boolean(process.env["SOAK"] ?? process.env["LIGHTBENCH_ROWS"]);
const seeds = Array.from({ length: isWhole ? 20 : 3 }, (_, seed) => seed);
const written: unknown[] = [];

async function setUp(page: Page, item: Case): Promise<void> {
  await openPage(page, "./?backend=cpu");
  await chooseFiles(page, dataFile(item.file));
  await goTo(page, "Prepare");
  await chooseOutcome(page, item.target);
  if (item.task === "classification") await expect(page.getByText(/one of 2 classes/).first()).toBeVisible();
  else await expect(page.getByText(/an amount/).first()).toBeVisible();
  await goTo(page, "Train");
}

/** Trains with a seed through the page; answers the rows and, as the page writes them, the scores. */
async function runSeed(page: Page, seed: number, scores: readonly string[]) {
  await goTo(page, "Train");
  await page.getByRole("spinbutton", { name: "Seed" }).fill(String(seed));
  await page.getByRole("spinbutton", { name: "Seed" }).blur();
  await trainToEnd(page);
  const run = await page.evaluate(async () => {
    const api = window.lightbench;
    const { id, evaluation, request } = api.runs().at(-1)!;
    const [train, test] = await Promise.all([api.cases(id, "train"), api.cases(id, "test")]);
    const metrics = evaluation!.test.metrics as unknown as Record<string, number>; // scores are read by name
    return { metrics, request, train: train.rows, test: test.rows };
  });
  expect(run.request.seed).toBe(seed);
  await goTo(page, "Evaluate");
  for (const score of scores) expect(await readScore(page, score)).toBeCloseTo(run.metrics[score]!, 2);
  return run;
}

for (const item of cases) {
  test(`${item.id}: within 0.01 of scikit-learn on the same rows ${isWhole ? "@soak" : ""}`, async ({
    page,
    foreignRequests,
  }) => {
    skipWithoutData();
    test.setTimeout(900_000);
    await setUp(page, item);
    await page.getByRole("button", { name: item.model }).click();
    const runs = [];
    for (const seed of seeds) runs.push({ seed, ...(await runSeed(page, seed, item.scores)) });
    if (process.env["LIGHTBENCH_ROWS"]) {
      const columns = runs[0]!.request.task.features;
      written.push({
        ...item,
        model: undefined,
        positive: "1",
        columns,
        runs: runs.map(({ seed, train, test: rows }) => ({ seed, train, test: rows })),
      });
      mkdirSync(join(import.meta.dirname, "../../.artifacts"), { recursive: true });
      writeFileSync(
        join(import.meta.dirname, "../../.artifacts/reference-rows.json"),
        JSON.stringify({ cases: written }),
      );
      return;
    }
    const expected = figures.cases[item.id] ?? [];
    for (const run of runs) {
      const rows = createHash("sha256")
        .update(JSON.stringify([run.train, run.test]))
        .digest("hex");
      expect(rows, `the rows of seed ${run.seed}`).toBe(expected[run.seed]?.rows);
    }
    for (const score of item.scores) {
      const differences = runs.map((run) => Math.abs(run.metrics[score]! - Number(expected[run.seed]?.[score])));
      const scale = score === "rmse" ? Number(expected[0]?.[score]) : 1;
      const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length / scale;
      console.info(`${item.id} ${score}: mean difference ${mean.toExponential(2)} over ${runs.length} seeds`);
      expect(mean, score).toBeLessThanOrEqual(0.01);
    }
    expect(foreignRequests).toEqual([]);
  });
}

test(`the default perceptron on heart disease reaches 0.80 ${isWhole ? "@soak" : ""}`, async ({ page }) => {
  skipWithoutData();
  test.setTimeout(900_000);
  const item = cases[1]!;
  await setUp(page, item);
  await page.getByRole("button", { name: /^Neural network/ }).click();
  const accuracies = [];
  for (const seed of seeds) accuracies.push((await runSeed(page, seed, ["accuracy"])).metrics["accuracy"]!);
  const mean = accuracies.reduce((sum, value) => sum + value, 0) / accuracies.length;
  console.info(`heart, mlp: mean accuracy ${mean.toFixed(4)} over ${accuracies.length} seeds`);
  expect(mean).toBeGreaterThanOrEqual(isWhole ? 0.8 : 0.75);
});

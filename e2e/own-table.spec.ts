/** A clinician's table from the disk to predictions on new cases, through the visible page. */
import { readFileSync } from "node:fs";
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
} from "./journey";

test("heart disease: open, ask, train two models, compare, judge, predict, save", async ({
  page,
  foreignRequests,
  expectedErrors,
}) => {
  skipWithoutData();
  await openPage(page);
  await chooseFiles(page, dataFile("tabular_medical_heart/heart_disease.csv"));
  await expect(page.getByText("303 rows").first()).toBeVisible();

  await goTo(page, "Prepare");
  await chooseOutcome(page, "diameter narrowing");
  await expect(page.getByText(/one of 2 classes/).first()).toBeVisible();

  await goTo(page, "Train");
  await trainToEnd(page);
  await page.getByRole("button", { name: /^Neural network/ }).click();
  await trainToEnd(page);
  const runs = await page.evaluate(() => window.lightbench.runs());
  expect(runs.map((run) => [run.model, run.phase])).toEqual([
    ["logistic", "finished"],
    ["mlp", "finished"],
  ]);
  expect(runs[1]?.name).toMatch(/logistic.*→/i);

  await goTo(page, "Evaluate");
  expect(await readScore(page, "accuracy")).toBeGreaterThan(0.7);
  await expect(page.getByTestId("verdict")).toContainText("61 rows");

  await goTo(page, "Use");
  await page.getByRole("textbox", { name: "age", exact: true }).fill("63");
  await page.getByRole("button", { name: "Predict", exact: true }).click();
  await expect(page.getByTestId("answer")).toHaveText(/^[01]$/);
  await chooseFiles(page, dataFile("tabular_medical_heart/heart_disease.csv"));
  await expect(page.getByText("1 to 20 of 303")).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save as CSV" }).click(),
  ]);
  const csv = readFileSync(await download.path(), "utf8");
  expect(csv.trim().split("\r\n")).toHaveLength(304);
  expect(csv.split("\r\n")[0]).toContain("diameter narrowing");
  expect([foreignRequests, expectedErrors]).toEqual([[], []]);
});

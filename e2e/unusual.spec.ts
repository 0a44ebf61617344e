/** What is unusual, from the question to a flag: learned from the usual pictures alone. */
import { readFile } from "node:fs/promises";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, goTo, openPage, readScore, slowly, test, trainToEnd } from "./journey";
import { pictureFiles } from "./picture-files";

test("what is unusual is asked for, learned from usual pictures, judged with a threshold, and flagged", async ({
  page,
}) => {
  test.setTimeout(300_000);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await openPage(page, "./?backend=wasm");
  await page.locator("input[type=file]:not([webkitdirectory])").first().setInputFiles(pictureFiles(150));
  await page.waitForFunction(() => window.lightbench.datasets().length > 0, null, { timeout: 60_000 });
  await goTo(page, "Prepare");
  const question = page.getByRole("group", { name: "The question" });
  await question.getByRole("button", { name: /What should be predicted/ }).click();
  await page.getByRole("option", { name: /What is unusual/ }).click();
  await expect(question).toContainText("Find what is unusual in 1 column");
  await question.getByRole("button", { name: /Which rows show what is usual/ }).click();
  await page.getByRole("option", { name: "rows whose label is 0" }).click();
  await expect(question).toContainText("learning from rows whose label is 0");

  await goTo(page, "Train");
  await page.getByRole("spinbutton", { name: "Epochs" }).fill("4");
  await trainToEnd(page);
  await expect(page.getByRole("img", { name: /given back$/ }).first()).toBeVisible();

  await goTo(page, "Evaluate");
  await expect(page.getByTestId("verdict")).toContainText("The error tells others apart from “0”");
  const metrics = await page.evaluate(() => window.lightbench.runs()[0]?.evaluation?.test.metrics);
  if (metrics?.kind !== "reconstruction") throw new Error("not judged by what is given back");
  expect(await readScore(page, "rocAuc")).toBeCloseTo(metrics.rocAuc, 3);
  // Larger discs have more bright pixels than any that it has seen.
  expect(metrics.rocAuc).toBeGreaterThan(0.8);
  const strip = page.getByTestId("threshold");
  const before = await strip.textContent();
  await page.getByRole("slider", { name: "Threshold" }).press("End");
  await expect(strip).not.toHaveText(before ?? "");
  await page.getByRole("button", { name: "As fitted" }).click();
  await expect(strip).toHaveText(before ?? "");
  await page
    .getByRole("button", { name: /^Select row .*error/ })
    .first()
    .click();
  await expect(page.getByRole("button", { name: /^Select row .*error/, pressed: true })).toHaveCount(1);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join("; ")}`)).toEqual(
    [],
  );

  await goTo(page, "Use");
  await page.getByRole("button", { name: "Predict all rows of the open data" }).click();
  await expect(page.getByRole("columnheader", { name: "unusual" })).toBeVisible();
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as CSV" }).click();
  const [head] = (await readFile(await (await saving).path(), "utf8")).split(/\r?\n/);
  expect(head).toContain("reconstruction error,flagged");
});

test("windows of a series are asked for, learned, judged over time and scored on the open data", async ({ page }) => {
  test.slow();
  await page.emulateMedia({ reducedMotion: "reduce" });
  await openPage(page, "./?backend=wasm");
  await page.getByRole("button", { name: /Water tower/ }).click();
  await page.waitForFunction(() => window.lightbench.datasets().length > 0);
  await goTo(page, "Prepare");
  const question = page.getByRole("group", { name: "The question" });
  await slowly(question).toContainText("Find what is unusual in windows of 24 rows of 3 columns, in the order of time");
  await question.getByRole("button", { name: /In windows of 24 rows/ }).click();
  await page.getByRole("spinbutton", { name: "Steps" }).fill("18");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await slowly(page.getByText(/Cut windows of 18 rows: 2241 to learn from, 588 to set the threshold/)).toBeVisible();

  await goTo(page, "Train");
  await page.getByRole("spinbutton", { name: "Epochs" }).fill("4");
  await trainToEnd(page);
  await slowly(page.getByRole("img", { name: /level \(m\), window up to row/ }).first()).toBeVisible();

  await goTo(page, "Evaluate");
  await slowly(page.getByTestId("verdict")).toContainText("windows it has never seen");
  const metrics = await page.evaluate(() => window.lightbench.runs()[0]?.evaluation?.test.metrics);
  if (metrics?.kind !== "reconstruction") throw new Error("not judged by what is given back");
  expect(await readScore(page, "rocAuc")).toBeCloseTo(metrics.rocAuc, 3);
  // Measured after four epochs: 0.83.
  expect(metrics.rocAuc).toBeGreaterThan(0.75);
  await slowly(page.getByRole("img", { name: /windows are above the threshold/ })).toBeVisible();
  await page.getByRole("combobox", { name: "Column" }).selectOption("flow (l/s)");
  await expect(page.getByRole("img", { name: /^flow \(l\/s\) from/ })).toBeVisible();
  await page.getByRole("combobox", { name: "Colour by" }).selectOption("time");
  await expect(page.getByText(/\(light\) to .* \(dark\)/)).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join("; ")}`)).toEqual(
    [],
  );

  await goTo(page, "Use");
  await page.getByRole("button", { name: "Predict all rows of the open data" }).click();
  await slowly(page.getByRole("img", { name: /windows are above the threshold/ })).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "unusual" })).toBeVisible();
});

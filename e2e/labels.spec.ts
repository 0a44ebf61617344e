/** Several labels at once: asked for, learned, judged label by label, and used; from one column that lists them, and from columns of their own. */
import { readFile } from "node:fs/promises";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, goTo, openPage, readScore, test, trainToEnd } from "./journey";
import { labelledPictures, labelledTable, labelNames } from "./label-files";

/** What axe finds on the page as it stands. */
async function violations(page: Page): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join("; ")}`);
}

/** Opens made-up data and waits until they stand there. */
async function open(page: Page, file: Parameters<ReturnType<Page["locator"]>["setInputFiles"]>[0]): Promise<void> {
  await page.locator("input[type=file]:not([webkitdirectory])").first().setInputFiles(file);
  await page.waitForFunction(() => window.lightbench.datasets().length > 0, null, { timeout: 60_000 });
}

/** The predictions as a file, line by line. */
async function savedPredictions(page: Page): Promise<readonly string[]> {
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as CSV" }).click();
  const text = await readFile(await (await saving).path(), "utf8");
  return text.trim().split(/\r?\n/);
}

const byLabel = (page: Page) => page.getByRole("table", { name: "Label by label" });
const question = (page: Page) => page.getByRole("group", { name: "The question" });

test("labels of pictures that a table lists are asked for, learned, judged one by one and used", async ({ page }) => {
  test.setTimeout(300_000);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await openPage(page, "./?backend=wasm");
  await open(page, labelledPictures(90));
  await goTo(page, "Prepare");
  await expect(question(page)).toContainText("Predict which of Mass, Oedema and Pleural_Thickening each case has");
  await expect(question(page)).toContainText("yes or no for each of 3 labels");
  expect(await violations(page)).toEqual([]);

  await goTo(page, "Train");
  await page.getByRole("spinbutton", { name: "Epochs" }).fill("2");
  await trainToEnd(page);
  await expect(page.getByText("Right answers over all labels").first()).toBeVisible();
  await expect(page.getByRole("complementary", { name: "Runs" })).toContainText("mean AUC");

  await goTo(page, "Evaluate");
  await expect(page.getByTestId("verdict")).toContainText("with 3 labels each");
  const metrics = await page.evaluate(() => window.lightbench.runs()[0]?.evaluation?.test.metrics);
  if (metrics?.kind !== "multilabel") throw new Error("not judged by labels");
  expect(await readScore(page, "exactMatch")).toBeCloseTo(metrics.exactMatch, 3);
  expect(await readScore(page, "rocAuc")).toBeCloseTo(metrics.rocAuc, 3);
  await expect(byLabel(page).locator("tbody tr")).toHaveCount(labelNames.length);

  await page.getByRole("button", { name: "Show Pleural_Thickening" }).click();
  await expect(page.getByTestId("label-verdict")).toContainText("Pleural_Thickening");
  const cell = page.getByRole("table").filter({ hasText: "total" }).getByRole("button").and(page.locator(":enabled"));
  const said = await cell.first().getAttribute("aria-label");
  const count = Number.parseInt(said ?? "", 10);
  await cell.first().click();
  const pictures = page.getByRole("listbox", { name: `${count} test picture` });
  await expect(pictures.getByRole("option").first()).toHaveAttribute("aria-setsize", String(count));
  await expect(page.getByRole("region", { name: "Selection" })).toContainText(`${count} row`);
  expect(await violations(page)).toEqual([]);
  await pictures.getByRole("option").first().dblclick();
  await expect(page.getByRole("dialog")).toContainText(/Pleural_Thickening(found|missed|not there)/);
  await page.keyboard.press("Escape");

  await goTo(page, "Use");
  await page.getByRole("button", { name: "Predict all rows of the open data" }).click();
  const table = page.getByRole("table", { name: "Predictions" });
  for (const label of labelNames) await expect(table.getByRole("columnheader", { name: label })).toBeVisible();
  const [head = "", ...rows] = await savedPredictions(page);
  expect(rows).toHaveLength(90);
  for (const label of labelNames) expect(head).toContain(label);
  expect(await violations(page)).toEqual([]);
});

test("columns of yes and no become the labels of one question, asked by keyboard", async ({ page }) => {
  test.setTimeout(120_000);
  await openPage(page, "./?backend=cpu");
  await open(page, labelledTable(240));
  await goTo(page, "Prepare");
  const outcome = page.getByRole("button", { name: /^What should be predicted\?/ });
  await outcome.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("option", { name: /^Several labels at once/ })).toBeVisible();
  // The outcome of now is marked, the last of all; after it comes the first.
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(question(page)).toContainText(
    "Predict which of diabetes and hypertension each case has, from 2 columns",
  );
  await page.getByRole("button", { name: /^Which of diabetes and hypertension/ }).press("Enter");
  const form = page.getByRole("dialog", { name: "Which labels?" });
  await form.getByRole("checkbox", { name: /^diabetes/ }).press("Space");
  await expect(form.getByText("Choose at least two.")).toBeVisible();
  await form.getByRole("checkbox", { name: /^diabetes/ }).press("Space");
  await expect(form.getByText("Choose at least two.")).toBeHidden();
  await page.keyboard.press("Escape");

  await goTo(page, "Train");
  await page.getByRole("spinbutton", { name: "Epochs" }).fill("20");
  await trainToEnd(page);
  await goTo(page, "Evaluate");
  await expect(byLabel(page).locator("tbody tr")).toHaveCount(2);
  await page.getByRole("button", { name: "Show hypertension" }).click();
  await expect(page.getByRole("table", { name: "Cases, worst first" })).toBeVisible();
  expect(await violations(page)).toEqual([]);

  await goTo(page, "Use");
  // Far on either side of where the labels begin: a network that learned anything is sure of both.
  await page.getByRole("textbox", { name: "sugar" }).fill("2.5");
  await page.getByRole("textbox", { name: "pressure" }).fill("-2.5");
  await page.getByRole("button", { name: "Predict", exact: true }).click();
  await expect(page.getByTestId("answer")).toHaveText("diabetes");
  await expect(page.getByRole("list", { name: "All labels of this case" }).getByRole("listitem")).toHaveCount(2);
  expect(await violations(page)).toEqual([]);
});

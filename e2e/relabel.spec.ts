/** A wrong label is found among the mistakes, corrected, learned from and taken back: then the data are what they were. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, goTo, openPage, test } from "./journey";

const fingerprint = (page: Page) => page.evaluate(() => window.lightbench.datasets()[0]?.fingerprint);
const accuracy = (page: Page) => page.locator('[data-compared="accuracy"] td');
const matrix = (page: Page) => page.getByRole("table").filter({ hasText: "total" });

/** Opens a scenario and fits it; answers with the print of its data. */
async function fitSample(page: Page, id: string, change: object = {}): Promise<string> {
  return page.evaluate(
    async ({ id, change }) => {
      const api = window.lightbench;
      const dataset = await api.sample(id);
      const { task, model, split } = api.samples().find((item) => item.id === id)!; // opened by its id
      await api.fit({ dataset: dataset.id, task, model, ...(split ? { split } : {}), ...change });
      return dataset.fingerprint;
    },
    { id, change },
  );
}

/** Clicks the cell with the most mistakes: how many they are, and which class they were taken for. */
async function clickMistakes(page: Page): Promise<{ readonly count: number; readonly said: number }> {
  const { row, cell, count } = await page.evaluate(() => {
    const metrics = window.lightbench.runs().at(-1)?.evaluation?.test.metrics;
    if (metrics?.kind !== "classification") throw new Error("no classification");
    const cells = metrics.confusion.flatMap((counts, row) => counts.map((count, cell) => ({ row, cell, count })));
    return cells.filter((at) => at.row !== at.cell).toSorted((a, b) => b.count - a.count)[0]!; // at least two classes
  });
  await matrix(page).locator("tbody tr").nth(row).getByRole("button").nth(cell).click();
  return { count, said: cell };
}

/** What axe finds on the page as it stands, or in a part of it. */
async function violations(page: Page, part = "body"): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page }).include(part).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join("; ")}`);
}

/** Gives the selected rows another class by the bar at the foot. */
async function relabel(page: Page, code: number): Promise<void> {
  const bar = page.getByRole("region", { name: "Selection" });
  await bar.getByRole("button", { name: "Relabel" }).click();
  await page.getByRole("menuitem").nth(code).click();
  await expect(page.getByText(/rows? (is|are) now “/)).toBeVisible();
}

test("rows of a table are relabelled from the confusion matrix, learned again, compared and taken back", async ({
  page,
}) => {
  await openPage(page, "./?backend=cpu");
  const before = await fitSample(page, "blood-panel", { seed: 1 });
  await goTo(page, "Evaluate");
  const { count, said } = await clickMistakes(page);
  await expect(page.getByRole("region", { name: "Selection" })).toContainText(`${count} row`);
  await relabel(page, said);
  expect(await fingerprint(page)).not.toBe(before);
  await expect(page.getByRole("link", { name: /^Train/ })).toContainText("out of date");

  await page.getByRole("button", { name: "Retrain with these" }).click();
  await expect(page.getByRole("heading", { name: "Before and after" })).toBeVisible({ timeout: 60_000 });
  await expect(accuracy(page)).toHaveCount(4);
  await expect(page.getByText(/Labels of test rows changed too/)).toBeVisible();
  expect(await violations(page)).toEqual([]);
  const runs = await page.evaluate(() => window.lightbench.runs().map((run) => run.fingerprint));
  expect(runs).toEqual([before, await fingerprint(page)]);

  await goTo(page, "Data");
  const history = page.getByRole("region", { name: "History of edits" });
  await expect(history.getByRole("listitem")).toHaveCount(1);
  expect(await violations(page, "[data-testid=edits]")).toEqual([]);
  await page.keyboard.press("Control+z");
  await expect.poll(() => fingerprint(page)).toBe(before);
  await expect(history).toHaveCount(0);
  await page.keyboard.press("Control+Shift+z");
  await expect.poll(() => fingerprint(page)).toBe(runs[1]);
  await history.getByRole("button", { name: /^Take back/ }).click();
  await expect.poll(() => fingerprint(page)).toBe(before);
});

test("excluded rows count as left out, survive a reload and come back", async ({ page }) => {
  await openPage(page, "./?backend=cpu");
  const before = await fitSample(page, "blood-panel", { seed: 1 });
  await goTo(page, "Evaluate");
  const { count } = await clickMistakes(page);
  await page.getByRole("region", { name: "Selection" }).getByRole("button", { name: "Exclude" }).click();
  await expect(page.getByText(/rows? excluded\./)).toBeVisible();
  const after = await fingerprint(page);
  await page.reload();
  await page.waitForFunction(() => window.lightbench !== undefined);
  await page.evaluate(() => window.lightbench.ready);
  await goTo(page, "Data");
  await expect(page.getByTestId("excluded")).toContainText(`${count} of `);
  expect(await fingerprint(page)).toBe(after);
  await page.getByRole("button", { name: /^Take back/ }).click();
  await expect.poll(() => fingerprint(page)).toBe(before);
});

test("pictures of a cell stand below the matrix; one is relabelled, another excluded, and both are undone", async ({
  page,
}) => {
  test.setTimeout(240_000);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await openPage(page, "./?backend=wasm");
  const films = "chest-films";
  const isThere = await page.evaluate((id) => window.lightbench.samples().some((sample) => sample.id === id), films);
  test.skip(!isThere, "the scenario of chest films is not built in");
  const training = { epochs: 1 };
  const before = await fitSample(page, films, { seed: 1, training, hyperparameters: { imageSize: 24 } });
  await goTo(page, "Evaluate");
  const { count } = await clickMistakes(page);
  await expect(page.getByTestId("cell")).toBeVisible();
  const pictures = page.getByRole("listbox", { name: `${count} test pictures` });
  await expect(pictures.getByRole("option").first()).toHaveAttribute("aria-setsize", String(count));
  await pictures.getByRole("option").nth(0).click();
  await expect(page.getByRole("region", { name: "Selection" })).toContainText("1 row");
  expect(await violations(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  expect(await violations(page)).toEqual([]);
  await page.getByRole("region", { name: "Selection" }).getByRole("button", { name: "Relabel" }).click();
  await page.getByRole("menuitem", { name: "yes" }).click();
  await page.getByRole("region", { name: "Notes" }).getByText("1 row is now “yes” in “shadow”.").waitFor();
  await pictures.getByRole("option").nth(1).dblclick();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Exclude" }).click();
  await expect(dialog.getByRole("button", { name: "excluded" })).toBeDisabled();
  await page.keyboard.press("Escape");
  await expect(pictures.getByRole("option").nth(1)).toContainText("excluded");
  expect(await fingerprint(page)).not.toBe(before);

  await page.getByText("per patient (highest)").click();
  await expect(page.getByTestId("verdict")).toContainText("groups by “patient”");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect.poll(() => fingerprint(page)).toBe(before);
});

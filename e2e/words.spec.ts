/** Vectors of words: learned from rhymes, judged, looked at, taken along as a file, and opened again from it. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { chooseFiles, expect, goTo, openPage, readScore, test, trainToEnd } from "./journey";

/** What axe finds on the page as it stands. */
async function violations(page: Page): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join("; ")}`);
}

const near = (page: Page, word: string) => page.getByRole("table", { name: `Nearest to “${word}”` });

async function lookUp(page: Page, word: string): Promise<readonly string[]> {
  await page.getByRole("combobox", { name: "Word", exact: true }).fill(word);
  await page.getByRole("button", { name: "Look" }).click();
  await expect(near(page, word)).toBeVisible();
  return near(page, word).getByRole("rowheader").allInnerTexts();
}

test("words of rhymes get vectors, which are looked at here and from their file", async ({ page }) => {
  test.slow();
  page.setDefaultTimeout(30_000);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await openPage(page, "./?backend=cpu");
  await page.evaluate(() => window.lightbench.sample("nursery-rhymes"));
  await goTo(page, "Prepare");
  await expect(page.getByRole("group", { name: "The question" })).toContainText("Learn what the words of line mean");
  await expect(page.getByText(/^The vocabulary of “line” has \d+ entries/)).toBeVisible({ timeout: 30_000 });
  expect(await violations(page)).toEqual([]);

  await goTo(page, "Train");
  await page.getByRole("spinbutton", { name: "Epochs" }).fill("8");
  await trainToEnd(page);
  await goTo(page, "Evaluate");
  await expect(page.getByTestId("verdict")).toContainText("it puts a true neighbour of a word before a word drawn by");
  // 0.59 by how common words are; measured 0.79.
  expect(await readScore(page, "rankedRight")).toBeGreaterThan(0.7);

  await goTo(page, "Use");
  const found = await lookUp(page, "lamb");
  const animals = ["mouse", "cow", "duck", "piggy", "kitten", "spider", "robin", "goose", "pony", "frog", "hen"];
  expect(found.slice(0, 5).filter((word) => animals.includes(word)).length).toBeGreaterThanOrEqual(4);
  await expect(page.getByRole("img", { name: /^\d+ words; the two directions hold/ })).toBeVisible();
  await page.getByText("An analogy").click();
  for (const [label, word] of [
    ["a", "lamb"],
    ["minus b", "baa"],
    ["plus c", "moo"],
  ] as const) {
    await page.getByRole("combobox", { name: label, exact: true }).fill(word);
  }
  await page.getByRole("button", { name: "Look" }).click();
  await expect(page.getByRole("table", { name: "lamb − baa + moo" })).toBeVisible();
  await page.getByText("A word", { exact: true }).click();
  expect(await violations(page)).toEqual([]);

  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save the vectors" }).click();
  const file = await (await saving).path();
  await goTo(page, "Data");
  await chooseFiles(page, file);
  await expect(page.getByRole("heading", { name: "What lies near" })).toBeVisible({ timeout: 30_000 });
  expect(await lookUp(page, "lamb")).toEqual(found);
});

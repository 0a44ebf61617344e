/** A network of pictures that is watched while it learns: what it looks for, sees and gets wrong, during the fit, after it and after a reload. */
import type { Page } from "@playwright/test";
import { expect, goTo, openPage, test } from "./journey";

/** Drawn pixels of a strip that are not transparent, by their levels. */
function levelsOf(page: Page, name: RegExp): Promise<number> {
  return page.getByRole("img", { name }).evaluate((strip) => {
    const levels = new Set<number>();
    for (const canvas of strip.querySelectorAll("canvas")) {
      const data = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      for (let i = 0; i < data.length; i += 4) if (data[i + 3] === 255) levels.add(data[i] ?? 0);
    }
    return levels.size;
  });
}

test("a network of pictures shows itself while it learns, and after a reload", async ({ page }) => {
  test.setTimeout(240_000);
  await openPage(page, "./?backend=wasm");
  await page.evaluate(() => window.lightbench.sample("hand-digits"));
  await goTo(page, "Train");
  await page.evaluate(async () => {
    const info = window.lightbench.samples().find(({ id }) => id === "hand-digits")!; // a scenario
    const dataset = window.lightbench.datasets()[0]!; // opened above
    const training = { epochs: 60, earlyStopping: false } as const;
    void window.lightbench.fit({ dataset: dataset.id, task: info.task, model: "cnn/digits-1conv", training });
  });

  // While it learns.
  await expect(page.getByRole("heading", { name: "What it looks for" })).toBeVisible();
  await expect(page.getByText(/\d+ of 300 wrong after epoch \d+/)).toBeVisible({ timeout: 60_000 });
  expect(await page.evaluate(() => window.lightbench.runs()[0]?.phase)).toBe("fitting");
  expect(await levelsOf(page, /^32 filters of 3 × 3 pixels/)).toBeGreaterThan(50);
  expect(await levelsOf(page, /the 16 most active of 32 channels/)).toBeGreaterThan(50);
  await page.evaluate(() => window.lightbench.stop(window.lightbench.runs()[0]?.id ?? ""));

  // Afterwards another picture can be chosen.
  const another = page.getByRole("group", { name: "Pictures to look at" }).getByRole("button").nth(4);
  await another.click();
  await expect(another).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByRole("list", { name: "What it says" })).toContainText("what it is");
  // What is wrong is selected on every step.
  await page
    .getByRole("button", { name: /^Select row/ })
    .first()
    .click();
  await expect(page.getByRole("region", { name: "Selection" })).toContainText("which it still gets wrong");
  const epochs = await page.evaluate(() => window.lightbench.runs()[0]?.history.length ?? 0);
  const kept = page.getByText(new RegExp(`of 300 wrong after epoch ${epochs}$`));
  await expect(kept).toBeVisible();
  const wrong = await kept.innerText();

  await page.reload();
  await page.waitForFunction(() => window.lightbench !== undefined);
  await page.evaluate(() => window.lightbench.ready);
  await goTo(page, "Train");
  await expect(page.getByText(wrong)).toBeVisible();
  expect(await levelsOf(page, /^32 filters of 3 × 3 pixels/)).toBeGreaterThan(50);
});

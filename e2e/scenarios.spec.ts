/** Scenarios of series and of notes, from their card to a judged model. */
import { expect, goTo, openPage, test, trainToEnd } from "./journey";

for (const [title, judged] of [
  ["Air quality", "windows"],
  ["Power demand", "windows"],
  ["Emergency calls", "windows"],
  ["Patient monitors", "ROC AUC"],
  ["Ward notes", "right for"],
] as const) {
  test(`${title} opens with everything set, one click from a judged model`, async ({ page }) => {
    // Measured: half a minute each on a machine that does other things.
    test.slow();
    await openPage(page, "./?backend=wasm");
    await page.getByRole("button", { name: new RegExp(`^${title}`) }).click();
    await expect(page.getByText(`${title} (synthetic)`).first()).toBeVisible();
    await goTo(page, "Train");
    await trainToEnd(page);
    expect(await page.evaluate(() => window.lightbench.runs()[0]?.phase)).toBe("finished");
    await goTo(page, "Evaluate");
    // Thousands of forecasts are drawn before.
    await expect(page.getByText(judged).first()).toBeVisible({ timeout: 30_000 });
  });
}

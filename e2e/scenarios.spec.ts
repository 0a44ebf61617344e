/** Scenarios of series and of notes, from their card to a judged model. */
import { expect, goTo, openPage, slowly, test, trainToEnd } from "./journey";

test("pump faults: asked in the sentence, stopped while it is watched, judged beside the same as now, asked again after a reload", async ({
  page,
}) => {
  // Measured: 12 s on a machine that does other things.
  test.slow();
  await openPage(page, "./?backend=wasm");
  await page.getByRole("button", { name: /^Pump faults/ }).click();
  await slowly(page.getByText("Pump faults (synthetic)").first()).toBeVisible();
  await goTo(page, "Prepare");
  await slowly(page.getByRole("group", { name: "The question" })).toContainText(
    "Tell whether state is “fault” at any time within the next 6 steps (1 day) from the last 12 steps (2 days) and 4 other columns, in the order of time, as one series for each “pump”",
  );
  await goTo(page, "Train");
  await page.getByRole("button", { name: /^Train( again)?$/ }).click();
  await slowly(page.getByRole("heading", { name: "Answers against truth" })).toBeVisible();
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await expect
    .poll(() => page.evaluate(() => window.lightbench.runs()[0]?.phase), { timeout: 30_000 })
    .toMatch(/stopped|finished/);
  await goTo(page, "Evaluate");
  await slowly(page.getByTestId("verdict")).toContainText("windows it has never seen");
  await expect(page.getByTestId("verdict")).toContainText("the same as now");
  await expect(page.getByRole("table", { name: "Beside simple rules" }).locator("[data-rule]")).toHaveCount(3);

  // Two of the pumps again, as a file of their own.
  const csv = await page.evaluate(async () => {
    const rows = await window.lightbench.rows(window.lightbench.datasets()[0]!.id, 0, 1200); // opened above
    const names = Object.keys(rows[0] ?? {});
    const lines = rows.map((row) => names.map((name) => row[name] as string | number | null)); // no column holds anything else
    return [names, ...lines].map((cells) => cells.map((cell) => cell ?? "").join(",")).join("\n");
  });
  const judge = page.getByRole("region", { name: "Judge it on other data" });
  await judge
    .locator("input[type=file]:not([webkitdirectory])")
    .setInputFiles({ name: "two-pumps.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  await slowly(page.getByTestId("other-data")).toContainText("On 1,166 windows it has never seen");

  const latest = async () => {
    await goTo(page, "Use");
    await page.getByRole("button", { name: "After the open data" }).click();
    const rows = page.getByTestId("latest").getByRole("row");
    await slowly(rows).toHaveCount(25);
    return rows.allInnerTexts();
  };
  const before = await latest();
  await page.reload();
  await page.evaluate(() => window.lightbench.ready);
  expect(await latest()).toEqual(before);
});

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

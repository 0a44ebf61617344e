/** Promise 5: from the start page to a judged model in a few clicks, for each scenario. */
import { expect, goTo, openPage, test, trainToEnd } from "./journey";

for (const scenario of ["blood-panel", "city-traffic", "energy-bill"]) {
  test(`the scenario ${scenario} is one click from a fitted model`, async ({
    page,
    foreignRequests,
    expectedErrors,
  }) => {
    await openPage(page);
    const title = await page.evaluate(
      (id) => window.lightbench.samples().find((sample) => sample.id === id)!.title,
      scenario,
    );
    await page.getByRole("button", { name: new RegExp(title) }).click();
    await expect(page.getByText("synthetic", { exact: false }).first()).toBeVisible();
    await goTo(page, "Train");
    await trainToEnd(page);
    const [run] = await page.evaluate(() => window.lightbench.runs());
    expect(run?.phase).toBe("finished");
    await goTo(page, "Evaluate");
    await expect(page.getByTestId("verdict")).toContainText(/never seen/);
    const { metrics, baseline } = run!.evaluation!.test;
    if (metrics.kind === "classification" && baseline.kind === "classification") {
      expect(metrics.rocAuc).toBeGreaterThan(baseline.rocAuc + 0.2);
    } else if (metrics.kind === "regression" && baseline.kind === "regression") {
      expect(metrics.mae).toBeLessThan(baseline.mae * 0.8);
    }
    expect([foreignRequests, expectedErrors]).toEqual([[], []]);
  });
}

test("a click on a confusion cell selects its rows on every step", async ({ page }) => {
  await openPage(page);
  await page.evaluate(async () => {
    const api = window.lightbench;
    const { id } = await api.sample("blood-panel");
    const sample = api.samples().find((item) => item.id === "blood-panel")!;
    await api.fit({ dataset: id, task: sample.task, model: sample.model });
  });
  await goTo(page, "Evaluate");
  const cell = page.getByRole("button", { name: /actual .*, predicted .*\. Select them/ }).first();
  const count = Number((await cell.innerText()).split("\n")[0]);
  await cell.click();
  const bar = page.getByRole("region", { name: "Selection" });
  await expect(bar).toContainText(`${count} test cases`);
  await goTo(page, "Data");
  await expect(bar).toContainText(`${count} test cases`);
  await bar.getByRole("button", { name: "Clear" }).click();
  await expect(bar).toBeHidden();
});

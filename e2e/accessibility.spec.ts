/** axe on every step, light and dark; a whole journey by keyboard alone. */
import { AxeBuilder } from "@axe-core/playwright";
import { expect, goTo, openPage, test, trainToEnd, type StepName } from "./journey";

const steps: readonly StepName[] = ["Data", "Prepare", "Train", "Evaluate", "Use"];

for (const scheme of ["light", "dark"] as const) {
  test(`axe finds nothing on any step, ${scheme}`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    await openPage(page, "./?backend=cpu");
    const violations: string[] = [];
    const scan = async (where: string) => {
      const axe = new AxeBuilder({ page });
      // Only colours differ in the dark; all the rest has been looked at in the light.
      const result = await (scheme === "dark" ? axe.withRules("color-contrast") : axe).analyze();
      violations.push(
        ...result.violations.map(
          ({ id, nodes }) => `${where}: ${id}: ${nodes.map(({ target }) => target.join(" ")).join("; ")}`,
        ),
      );
    };
    await scan("Start");
    for (const sample of ["blood-panel", "energy-bill"]) {
      await page.evaluate(async (id) => {
        const api = window.lightbench;
        const dataset = await api.sample(id);
        const info = api.samples().find((item) => item.id === id)!;
        await api.fit({ dataset: dataset.id, task: info.task, model: info.model });
      }, sample);
      for (const step of steps) {
        await goTo(page, step);
        await expect(page.locator(".recharts-surface, h1").first()).toBeVisible();
        await scan(`${sample} ${step}`);
      }
    }
    expect(violations).toEqual([]);
  });
}

test("by keyboard alone from the start page to a prediction", async ({ page }) => {
  await openPage(page, "./?backend=cpu");
  const press = async (name: RegExp | string, role: "button" | "link" = "button") => {
    const target = page.getByRole(role, { name }).first();
    await target.waitFor();
    for (let i = 0; i < 150; i++) {
      await page.keyboard.press("Tab");
      if (await target.evaluate((element) => element === document.activeElement)) {
        await page.keyboard.press("Enter");
        return;
      }
    }
    throw new Error(`the Tab key does not reach ${String(name)}`);
  };
  const title = await page.evaluate(() => window.lightbench.samples().find(({ id }) => id === "energy-bill")!.title);
  await press(new RegExp(title));
  await press(/^Train/, "link");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Train");
  await press("Train");
  await page.waitForFunction(() => window.lightbench.runs()[0]?.phase === "finished");
  await press(/^Evaluate/, "link");
  await press(/^Select row/);
  await expect(page.getByRole("region", { name: "Selection" })).toBeVisible();
  await press(/^Use/, "link");
  await press("Predict");
  await expect(page.getByTestId("answer")).toBeVisible();
});

test("the command palette opens by keyboard and goes to a step", async ({ page }) => {
  await openPage(page, "./?backend=cpu");
  await page.evaluate(() => window.lightbench.sample("energy-bill"));
  await page.keyboard.press("Control+k");
  await page.keyboard.type("prepare");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Prepare");
  await goTo(page, "Train");
  await trainToEnd(page);
});

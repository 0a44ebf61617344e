/** Two languages: the whole page in Chinese, the document's language with it, and the choice kept. */
import type { Page } from "@playwright/test";
import { expect, openPage, test } from "./journey";

/** What stays as it is in any language: names, units, marks of the field, and the words of the data themselves. */
const allowed = new Set(
  "Lightbench JavaScript WebGPU WebGL WebAssembly Adam AdamW RMSprop SGD CSV TSV gzip zip Enter Ctrl EN MAPE ROC AUC Brier Cohen kappa ReLU relu tanh Matthews scikit learn Newton BFGS Wilson Float64 kWh year JPEG WebP AVIF NumPy LSTM Transformer".split(
    " ",
  ),
);

/** Latin words of four letters and more that stand on the page and come neither from the data nor from the list. */
async function foreignWords(page: Page, known: ReadonlySet<string>): Promise<string[]> {
  const text = await page.locator("body").innerText();
  const words = text.match(/[A-Za-z]{4,}/g) ?? [];
  return [...new Set(words)].filter((word) => !allowed.has(word) && !known.has(word));
}

test("in Chinese no step has an English word of the page's own", async ({ page }) => {
  await openPage(page, "./?backend=cpu");
  await page.getByRole("button", { name: "中/EN: language" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  expect(await foreignWords(page, new Set())).toEqual([]);
  const known = new Set<string>();
  for (const sample of ["blood-panel", "energy-bill"]) {
    const words = await page.evaluate(async (id) => {
      const api = window.lightbench;
      const dataset = await api.sample(id);
      const info = api.samples().find((item) => item.id === id)!;
      await api.fit({ dataset: dataset.id, task: info.task, model: info.model });
      await api.fit({ dataset: dataset.id, task: info.task, model: "mlp", training: { epochs: 2 } });
      const names = dataset.columns.flatMap(({ name, categories }) => [name, ...categories]);
      return [dataset.name, ...names].join(" ").match(/[A-Za-z]{4,}/g) ?? [];
    }, sample);
    // The list of runs goes on naming the data of the runs before.
    for (const word of words) known.add(word);
    for (const step of ["data", "prepare", "train", "evaluate", "use"]) {
      await page.evaluate((id) => (location.hash = id), step);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect(await foreignWords(page, known), `${sample} ${step}`).toEqual([]);
    }
  }
});

test("the language is kept over a reload, and numbers follow it", async ({ page }) => {
  await openPage(page, "./?backend=cpu");
  await page.evaluate(() => window.lightbench.sample("city-traffic"));
  await page.getByRole("button", { name: "中/EN: language" }).click();
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await page.evaluate(() => (location.hash = "data"));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("数据");
  await expect(page.getByText(/1,344 行/).first()).toBeVisible();
});

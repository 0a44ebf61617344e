/** Seeing which words count: the gate over a text, and a Transformer's heads in three stages, while it learns and on a chosen case; and which squares of a picture. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, goTo, openPage, test } from "./journey";

const dull = ["we", "come", "home", "with", "the", "late", "bus", "today", "and", "see", "you", "there"];

/** Short messages of which one word decides, the same ones every time. */
function messagesFile(): { name: string; mimeType: string; buffer: Buffer } {
  let seed = 11;
  const below = (count: number) => (seed = (seed * 16_807) % 2_147_483_647) % count;
  const lines = Array.from({ length: 160 }, (_, row) => {
    const words = Array.from({ length: 5 + below(7) }, () => dull[below(dull.length)]);
    words[below(words.length)] = row % 2 === 0 ? "prize" : "dinner";
    return `${row % 2 === 0 ? "offer" : "friend"},${words.join(" ")}`;
  });
  return { name: "messages.csv", mimeType: "text/csv", buffer: Buffer.from(["kind,message", ...lines].join("\n")) };
}

async function openMessages(page: Page): Promise<void> {
  await openPage(page, "./?backend=wasm");
  await page.locator("input[type=file]:not([webkitdirectory])").first().setInputFiles(messagesFile());
  await page.waitForFunction(() => window.lightbench.datasets().length === 1);
}

const fit = (page: Page, model: string, epochs: number, hyperparameters: Record<string, number>) =>
  page.evaluate(
    ([model, epochs, hyperparameters]) => {
      const dataset = window.lightbench.datasets()[0]!; // opened above
      void window.lightbench.fit({
        dataset: dataset.id,
        task: { kind: "classification", target: "kind", features: ["message"] },
        model,
        hyperparameters,
        training: { epochs, batchSize: 16, learningRate: 0.01 },
      });
    },
    [model, epochs, hyperparameters] as const,
  );

const ended = (page: Page) =>
  page.waitForFunction(() => window.lightbench.runs().every(({ phase }) => !["queued", "fitting"].includes(phase)));

test("the gate shades the word that decides; a Transformer shows every head of every block", async ({ page }) => {
  // Measured: 60 s on a machine that does other things.
  test.slow();
  await openMessages(page);
  await fit(page, "attention", 30, { embedding: 8, units: 8, dropout: 0 });
  await goTo(page, "Train");
  await ended(page);
  const section = page.getByRole("region", { name: "Which words it attends to" });
  const readout = section.getByTestId("attention-readout");
  await expect(readout).toContainText(/attends most to “(prize|dinner)”/);
  await expect(readout).toContainText("sums to 100.0%");

  await fit(page, "transformer", 400, { blocks: 2, heads: 2, headWidth: 8 });
  // While it learns.
  await expect(section.getByLabel("Layer")).toBeVisible({ timeout: 30_000 });
  expect(await page.evaluate(() => window.lightbench.runs().at(-1)?.phase)).toBe("fitting");
  await page.evaluate(() => window.lightbench.stop(window.lightbench.runs().at(-1)?.id ?? ""));
  await ended(page);

  await goTo(page, "Evaluate");
  const row = page.getByRole("button", { name: /^Select row \d+/ }).nth(1);
  const name = (await row.innerText()).trim();
  await row.click();
  await expect(section.getByText(`row ${name} ·`)).toBeVisible();
  await section.getByLabel("Layer").selectOption("1");
  await section.getByText("2", { exact: true }).click();
  // A word by keyboard: its row sums to 1, and its numbers stand in the table.
  const words = section.getByRole("group", { name: /^The words of the text/ });
  await words.getByRole("button").first().focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(words.getByRole("button").nth(1)).toHaveAttribute("aria-pressed", "true");
  await expect(readout).toContainText("sums to 100.0%");
  await section.getByText("Show the numbers").click();
  await expect(section.getByRole("row")).toHaveCount(
    1 + (await words.getByRole("button").count()) + (await section.getByRole("rowheader", { name: "(fill)" }).count()),
  );
  // What is pointed at in one stage lights up in all three.
  await section
    .locator("canvas")
    .last()
    .hover({ position: { x: 5, y: 5 } });
  await expect(section.locator("[data-way=column]")).toHaveCount(3);
  await expect(readout).toContainText("dot product");
  const { violations } = await new AxeBuilder({ page }).include("main").analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join("; ")}`)).toEqual(
    [],
  );
});

test("a Transformer of pictures colours the squares that it attends to", async ({ page }) => {
  await openPage(page, "./?backend=wasm");
  const phase = await page.evaluate(async () => {
    const { id } = await window.lightbench.sample("hand-digits");
    const run = await window.lightbench.fit({
      dataset: id,
      task: { kind: "classification", target: "digit", features: ["image"] },
      model: "transformer",
      hyperparameters: { blocks: 2, heads: 2, headWidth: 8, patchSize: 7 },
      training: { epochs: 1 },
    });
    return run.phase;
  });
  expect(phase).toBe("finished");
  await goTo(page, "Train");
  await expect(page.getByLabel("Patch size")).toBeVisible();
  const section = page.getByRole("region", { name: "Which patches it attends to" });
  await expect(section.getByLabel("Layer")).toHaveValue("1");
  const squares = section.getByRole("group", { name: /^The patches of the picture/ }).getByRole("button");
  await expect(squares).toHaveCount(16);
  await squares.first().focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(squares.nth(4)).toHaveAttribute("aria-pressed", "true");
  const readout = section.getByTestId("attention-readout");
  await expect(readout).toContainText("sums to 100.0%");
  await expect(readout).toContainText("“2·1”");
  const { violations } = await new AxeBuilder({ page }).include("main").analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});

/** Seeing, sorting and labelling the pictures of a data set. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { drawn, grid, openPictures, tiles } from "./gallery";
import { expect, test } from "./journey";

const infoOf = (page: Page) => page.evaluate(() => window.lightbench.datasets()[0]!); // one is open

test("shows one class, enlarges, selects, and marks the same rows in the table", async ({ page }) => {
  await openPictures(page, 600);
  const classes = page.getByRole("list", { name: "Show classes of label" });
  await expect(classes.getByRole("button", { name: "1 200", exact: true })).toBeVisible();
  await expect(tiles(page).first()).toHaveAttribute("aria-setsize", "600");
  await classes.getByRole("button", { name: "1 200", exact: true }).click();
  await expect(tiles(page).first()).toHaveAttribute("aria-setsize", "200");
  await expect(tiles(page).first()).toHaveAccessibleName("1, row 2");

  await tiles(page).nth(1).dblclick();
  const dialog = page.getByRole("dialog", { name: "Row 5" });
  await expect(dialog.locator("canvas[style*=visible]")).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("dialog", { name: "Row 8" })).toBeVisible();
  await page.getByRole("button", { name: "Select", exact: true }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByRole("region", { name: "Selection" })).toContainText("1");
  await page.getByText("Table", { exact: true }).click();
  await expect(page.getByRole("button", { name: "row 8, selected" })).toBeVisible();
  await expect(page.getByRole("cell", { name: "28 × 28" }).first().locator("canvas")).toBeVisible();
});

test("labels pictures by key, many at once, and undo leaves the data as they were", async ({ page }) => {
  // Without their labels.
  await openPictures(page, 60, ["images"]);
  const before = await infoOf(page);
  await page.getByRole("button", { name: "Label pictures" }).click();
  await expect(page.getByText("0 of 60 have a class")).toBeVisible();
  for (const name of ["small", "large"]) {
    await page.getByRole("textbox", { name: "Name of a class" }).fill(name);
    await page.keyboard.press("Enter");
  }
  await grid(page).focus();
  await page.keyboard.press("1");
  await expect(tiles(page).nth(0)).toHaveAccessibleName("small, row 1");
  await expect(page.getByText("The next key labels row 2.")).toBeVisible();
  await page.keyboard.press("2");
  await tiles(page).nth(4).click();
  await tiles(page)
    .nth(9)
    .click({ modifiers: ["Shift"] });
  await expect(page.getByText("The next key labels 6 selected pictures.")).toBeVisible();
  await page.keyboard.press("1");
  await expect(page.getByText("8 of 60 have a class")).toBeVisible();
  await expect(page.getByText("The next key labels row 11.")).toBeVisible();
  await expect
    .poll(async () => (await infoOf(page)).columns.at(-1))
    .toMatchObject({
      name: "label",
      kind: "category",
      missing: 52,
      categories: ["small", "large"],
    });
  await page.keyboard.press("Control+z");
  await expect(page.getByText("2 of 60 have a class")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(page.getByText("0 of 60 have a class")).toBeVisible();
  await expect.poll(async () => (await infoOf(page)).fingerprint).toBe(before.fingerprint);
  expect((await infoOf(page)).columns).toEqual(before.columns);
});

for (const scheme of ["light", "dark"] as const) {
  test(`axe finds nothing in the gallery, on one picture and while labelling, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    await openPictures(page, 90);
    await tiles(page).nth(3).click();
    const scan = async () => {
      const axe = new AxeBuilder({ page });
      // Only colours differ in the dark.
      const { violations } = await (scheme === "dark" ? axe.withRules("color-contrast") : axe).analyze();
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join("; ")}`);
    };
    expect(await scan()).toEqual([]);
    await page.getByRole("button", { name: "Enlarge" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    expect(await scan()).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Label pictures" }).click();
    await expect(drawn(page).first()).toBeVisible();
    expect(await scan()).toEqual([]);
  });
}

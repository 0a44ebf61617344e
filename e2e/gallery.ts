/** The gallery of the Data step, as the journeys find it. */
import type { Page } from "@playwright/test";
import { expect, openPage } from "./journey";
import { pictureFiles } from "./picture-files";

/** Opens made-up pictures, by default with their labels, and waits until some are drawn. */
export async function openPictures(
  page: Page,
  count: number,
  kinds: readonly string[] = ["images", "labels"],
): Promise<void> {
  await openPage(page, "./?backend=cpu");
  const files = pictureFiles(count).filter(({ name }) => kinds.some((kind) => name.includes(kind)));
  await page.locator("input[type=file]:not([webkitdirectory])").first().setInputFiles(files);
  await expect(page.getByRole("heading", { level: 1, name: "Data", exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(drawn(page).first()).toBeVisible();
}

export const grid = (page: Page) => page.getByRole("listbox", { name: /pictures?$/ });
export const tiles = (page: Page) => grid(page).getByRole("option");
export const drawn = (page: Page) => grid(page).locator("canvas[style*=visible]");

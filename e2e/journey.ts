/** What every journey does: it starts on the built page, and at its end nothing has gone to another origin and nothing has been complained of. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test as base, type Page } from "@playwright/test";
import type { Lightbench } from "../src/api/types";

declare global {
  interface Window {
    lightbench: Lightbench;
  }
}

/** The example data beside the repository; journeys that need them skip with a line where they are absent. */
const sharedData = resolve(import.meta.dirname, "../../shared/data");

export function dataFile(path: string): string {
  return resolve(sharedData, path);
}

export function skipWithoutData(): void {
  base.skip(!existsSync(sharedData), "the example data in ../shared/data are not here");
}

interface Journey {
  /** Addresses of another origin that the page asked for. */
  readonly foreignRequests: string[];
  /** Errors on the console that a test expects: those that match are not held against it. */
  readonly expectedErrors: RegExp[];
}

/** Both watch every journey, whether it names them or not. */
export const test = base.extend<Journey>({
  foreignRequests: [
    async ({ page, baseURL }, use) => {
      const foreign: string[] = [];
      page.context().on("request", (request) => {
        const { origin, protocol } = new URL(request.url());
        const isOwn = origin === new URL(baseURL ?? "").origin || ["blob:", "data:"].includes(protocol);
        if (!isOwn) foreign.push(request.url());
      });
      // What the page's policy stops is announced as a request, and as failed before anything is sent.
      page.context().on("requestfailed", (request) => {
        const index = foreign.indexOf(request.url());
        if (index >= 0 && /csp/i.test(request.failure()?.errorText ?? "")) foreign.splice(index, 1);
      });
      await use(foreign);
      expect(foreign, "requests to another origin").toEqual([]);
    },
    { auto: true },
  ],
  expectedErrors: [
    async ({ page }, use) => {
      const expected: RegExp[] = [];
      const errors: string[] = [];
      page.on("pageerror", (error) => errors.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error") errors.push(message.text());
      });
      await use(expected);
      const unexpected = errors.filter((text) => !expected.some((pattern) => pattern.test(text)));
      expect(unexpected, "errors on the console").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** For what the page computes: the time that a machine takes that does other things. */
export const slowly = expect.configure({ timeout: 30_000 });

/** Opens the page and waits until it can be used. */
export async function openPage(page: Page, address = "./"): Promise<void> {
  await page.goto(address);
  await page.waitForFunction(() => window.lightbench !== undefined);
  await page.evaluate(() => window.lightbench.ready);
}

/** Waits until the other steps have been fetched too, which the page does when it has nothing else to do: from then on it asks for nothing. */
export async function waitForAllSteps(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const names = performance.getEntriesByType("resource").map(({ name }) => name);
    const panels = names.filter((name) => /-panel[^/]*\.js$/.test(name));
    const rest = ["picture-maker", "attention-section", "texts-section", "vectors-section", "run-words"];
    return panels.length >= 5 && rest.every((part) => names.some((name) => name.includes(part)));
  });
  await page.waitForLoadState("networkidle");
}

/** Chooses files as a user would, on the step that is open. */
export async function chooseFiles(page: Page, files: string | readonly string[]): Promise<void> {
  await page.locator("input[type=file]:not([webkitdirectory])").first().setInputFiles(files);
}

/** A table made up for a journey, chosen as a file would be. */
export async function chooseTable(page: Page, name: string, lines: readonly string[]): Promise<void> {
  const file = { name, mimeType: "text/csv", buffer: Buffer.from(lines.join("\n")) };
  await page.locator("input[type=file]:not([webkitdirectory])").first().setInputFiles(file);
}

export type StepName = "Data" | "Prepare" | "Train" | "Evaluate" | "Use";

/** Goes to a step by the rail and waits until it stands there. */
export async function goTo(page: Page, step: StepName): Promise<void> {
  await page
    .getByRole("navigation")
    .getByRole("link", { name: new RegExp(`^${step}`) })
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

/** Chooses the outcome in the sentence of the Prepare step. */
export async function chooseOutcome(page: Page, column: string): Promise<void> {
  await page.getByRole("button", { name: /^What should be predicted\?/ }).click();
  const search = page.getByRole("textbox", { name: "Search" });
  if (await search.isVisible()) await search.fill(column);
  await page
    .getByRole("option", { name: new RegExp(`^${column.replaceAll(/[^\w ]/g, ".")}`) })
    .first()
    .click();
}

/** Presses Train and waits for the end of the run. */
export async function trainToEnd(page: Page): Promise<void> {
  const before = await page.evaluate(() => window.lightbench.runs().length);
  await page.getByRole("button", { name: /^Train( again)?$/ }).click();
  await page.waitForFunction(
    (count) => {
      const runs = window.lightbench.runs();
      return runs.length > count && runs.every((run) => !["queued", "fitting", "paused"].includes(run.phase));
    },
    before,
    { timeout: 80_000 },
  );
}

/** A score of the Evaluate step as it is written there. */
export async function readScore(page: Page, name: string): Promise<number> {
  const text = await page.locator(`[data-score="${name}"] td`).first().innerText();
  const value = Number.parseFloat(text.replaceAll(",", ""));
  return text.includes("%") ? value / 100 : value;
}

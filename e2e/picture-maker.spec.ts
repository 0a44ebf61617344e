/** Making pictures in class: drawn on the pad, or taken with the camera (Chromium's made-up one). */
import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { browserArguments, installedBrowser } from "../.tools/browser";
import { expect, goTo, openPage, test } from "./journey";

const executablePath = installedBrowser();
test.use({
  launchOptions: {
    args: [...browserArguments, "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"],
    ...(executablePath ? { executablePath } : {}),
  },
});

const maker = (page: Page) => page.getByRole("dialog", { name: "Make pictures" });

async function openMaker(page: Page): Promise<void> {
  await openPage(page, "./?backend=cpu");
  await page.getByRole("button", { name: "Draw or photograph" }).click();
  await expect(maker(page)).toBeVisible();
}

/** A stroke between two places, each as shares of the pad's width and height; waits until the pad is in sight and stands still. */
async function stroke(pad: Locator, from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  const { width, height } = (await pad.boundingBox())!; // waits for it
  const at = ([x, y]: readonly [number, number]) => ({ position: { x: x * width, y: y * height } });
  const { mouse } = pad.page();
  await pad.hover(at(from));
  await mouse.down();
  await pad.hover(at(to));
  await mouse.up();
}

/** Waits until a data set is open: the head of its step may stand there before. */
const infoOf = (page: Page) =>
  page
    .waitForFunction(() => window.lightbench.datasets()[0])
    .then((handle) => handle.jsonValue())
    .then((info) => info!); // waited for

test("draws pictures of two classes and opens them as a data set", async ({ page }) => {
  await openMaker(page);
  const pad = maker(page).getByRole("img", { name: "Pad to draw on" });
  for (const [name, slope] of [
    ["A", 1],
    ["A", 0.5],
    ["B", -1],
  ] as const) {
    await stroke(pad, [0.25, 0.5 - 0.25 * slope], [0.75, 0.5 + 0.25 * slope]);
    await maker(page)
      .getByRole("button", { name: `Keep as ${name}` })
      .click();
    await expect(maker(page).getByRole("button", { name: `Keep as ${name}` })).toBeDisabled();
  }
  const { violations } = await new AxeBuilder({ page }).include("[role=dialog]").analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(" ")).join()}`)).toEqual([]);
  await expect(maker(page).getByText("3 pictures in 2 classes")).toBeVisible();
  await maker(page).getByRole("button", { name: "Open as a data set" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Data", exact: true })).toBeVisible();
  const info = await infoOf(page);
  expect(info.rowCount).toBe(3);
  expect(info.columns.find(({ name }) => name === "label")).toMatchObject({ categories: ["A", "B"], missing: 0 });
  expect(info.columns.find(({ kind }) => kind === "image")?.summary).toMatchObject({
    channels: 1,
    widths: [28, 28, 28],
  });
});

test("a model of drawn pictures answers for a drawing", async ({ page }) => {
  test.setTimeout(180_000);
  await openPage(page, "./?backend=wasm");
  await page.evaluate(async () => {
    const api = window.lightbench;
    const dataset = await api.sample("hand-digits");
    const { task } = api.samples().find(({ id }) => id === "hand-digits")!; // opened above
    await api.fit({ dataset: dataset.id, task, model: "cnn", training: { epochs: 3 } });
  });
  await goTo(page, "Use");
  const pad = page.getByRole("img", { name: "Pad to draw on" });
  await stroke(pad, [0.5, 0.2], [0.5, 0.8]);
  await page.getByRole("button", { name: "Predict", exact: true }).click();
  await expect(page.getByTestId("answer")).toHaveText(/^\d$/);
  await page.getByRole("button", { name: "Clear", exact: true }).click();
  await expect(page.getByTestId("answer")).toBeHidden();
});

test("takes pictures with the camera while a button is held, only after it was asked for", async ({ page }) => {
  const asked = () => page.evaluate(() => (window as unknown as { askedForCamera: number }).askedForCamera); // put there below
  await page.addInitScript(() => {
    const { mediaDevices } = navigator;
    const original = mediaDevices.getUserMedia.bind(mediaDevices);
    Object.assign(window, { askedForCamera: 0 });
    mediaDevices.getUserMedia = (constraints) => {
      (window as unknown as { askedForCamera: number }).askedForCamera++; // put there above
      return original(constraints);
    };
  });
  await openMaker(page);
  await maker(page).getByText("Camera", { exact: true }).click();
  expect(await asked()).toBe(0);
  await maker(page).getByRole("button", { name: "Use the camera" }).click();
  const hold = maker(page).getByRole("button", { name: "Hold for B" });
  await expect(hold).toBeEnabled();
  await hold.hover();
  await page.mouse.down();
  await expect(hold).toHaveText(/[3-9]$/);
  await page.mouse.up();
  const taken = Number((await hold.innerText()).match(/\d+$/)?.[0]);
  await maker(page).getByRole("button", { name: "Open as a data set" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Data", exact: true })).toBeVisible();
  const info = await infoOf(page);
  expect(info.rowCount).toBeGreaterThanOrEqual(taken);
  expect(info.columns.find(({ kind }) => kind === "image")?.summary).toMatchObject({
    channels: 3,
    widths: [96, 96, 96],
  });
  expect(await asked()).toBe(1);
});

/** The browser's graphics process is killed under a fit: Chromium starts it again once, and then no more. */
import type { Page } from "@playwright/test";
import { browserArguments } from "../.tools/browser";
import { expect, goTo, openPage, test } from "./journey";

// Options of its own, and so a browser of its own, which ends without graphics.
test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: [...browserArguments] }) });

declare global {
  interface Window {
    /** A process that is killed takes the device with it, as a driver does that is started again. */
    killGraphics(): Promise<void>;
  }
}

/** Fits a small network with dropout; `isDisturbed`: the graphics process is killed when the page hears of the second epoch. */
function fit(page: Page, isDisturbed: boolean) {
  return page.evaluate(async (isDisturbed) => {
    const api = window.lightbench;
    const { id } = await api.sample("blood-panel");
    const { task } = api.samples().find((sample) => sample.id === "blood-panel")!;
    let isKilled = !isDisturbed;
    const run = await api.fit(
      {
        ...{ dataset: id, task, model: "mlp", seed: 3 },
        hyperparameters: { units: [6], dropout: 0.2 },
        training: { epochs: 16, batchSize: 480, earlyStopping: false },
      },
      (event) => {
        // It may hear of that epoch again.
        if (isKilled || event.type !== "epoch" || event.record.epoch < 2) return;
        isKilled = true;
        void window.killGraphics();
      },
    );
    const { phase, backend, failure, deviceLosses = [] } = run;
    const losses = run.history.map(({ train, validation }) => [train.loss, validation?.loss ?? NaN]);
    return { phase, backend, failure, losses, devices: deviceLosses.map((loss) => loss.backend) };
  }, isDisturbed);
}

test("a run outlives the graphics process: the same losses on a new device, the next best backend where there is none", async ({
  page,
  browser,
}) => {
  await openPage(page, "./?backend=webgpu");
  await page.exposeFunction("killGraphics", async () => {
    const session = await browser.newBrowserCDPSession();
    await session.send("Browser.crashGpuProcess");
  });
  const undisturbed = await fit(page, false);
  expect(undisturbed).toMatchObject({ phase: "finished", backend: "webgpu", devices: [] });

  expect(await fit(page, true)).toEqual({ ...undisturbed, devices: ["webgpu"] });
  await expect(page.getByText(/The graphics device was lost \(.+\) and started anew/).first()).toBeVisible();
  await goTo(page, "Train");
  await expect(page.getByText(/the run went on from the end of epoch \d+ on WebGPU/)).toBeVisible();

  const elsewhere = await fit(page, true);
  expect(elsewhere).toMatchObject({ phase: "finished", backend: "wasm", devices: ["wasm"] });
  // Sums in another order: a Float32 has 7 digits, of which sixteen epochs lose some.
  for (const [epoch, losses] of elsewhere.losses.entries()) {
    for (const [i, loss] of losses.entries()) expect(loss).toBeCloseTo(undisturbed.losses[epoch]![i]!, 3); // as many epochs
  }
  await expect(page.getByText(/could not be started anew: WebAssembly computes in its place/).first()).toBeVisible();
  await expect(page.getByText(/the run went on from the end of epoch \d+ on WebAssembly/)).toBeVisible();
});

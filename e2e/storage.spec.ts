/** Promise 2: nothing is lost. Reload in the middle, projects side by side, a project as a file, a full disk. */
import { readFileSync } from "node:fs";
import { expect, goTo, openPage, test } from "./journey";

/** Fits the model of the blood panel and answers the run with its first predictions. */
async function fitBloodPanel(model: string) {
  const api = window.lightbench;
  const { id } = await api.sample("blood-panel");
  const sample = api.samples().find((item) => item.id === "blood-panel")!;
  const run = await api.fit({ dataset: id, task: sample.task, model, training: { epochs: 3 } });
  const { probabilities } = await api.predict(run.id, { dataset: id, rows: [0, 1, 2, 3, 4] });
  return { run: run.id, dataset: id, probabilities: probabilities!.flat() };
}

test("after a reload a finished run is back and predicts the same", async ({ page, foreignRequests }) => {
  await openPage(page, "./?backend=cpu");
  const before = await page.evaluate(fitBloodPanel, "mlp");
  await page.reload();
  await page.waitForFunction(() => window.lightbench !== undefined);
  await page.evaluate(() => window.lightbench.ready);
  const after = await page.evaluate(async ({ run, dataset }) => {
    const { probabilities } = await window.lightbench.predict(run, { dataset, rows: [0, 1, 2, 3, 4] });
    return probabilities!.flat();
  }, before);
  after.forEach((probability, index) => expect(probability).toBeCloseTo(before.probabilities[index]!, 6));
  await goTo(page, "Evaluate");
  await expect(page.getByTestId("verdict")).toBeVisible();
  expect(foreignRequests).toEqual([]);
});

test("a reload in the middle of a fit costs at most an epoch, and the run goes on as it was asked for", async ({
  page,
}) => {
  await openPage(page, "./?backend=cpu");
  const epochsBefore = await page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const api = window.lightbench;
        const sample = api.samples().find((item) => item.id === "blood-panel")!;
        let epochs = 0;
        api
          .sample("blood-panel")
          .then(({ id }) =>
            api.fit(
              {
                ...{ dataset: id, task: sample.task, model: "mlp" },
                training: { epochs: 2_000, earlyStopping: false, clipNorm: 0.5 },
              },
              (event) => {
                if (event.type === "epoch" && (epochs = event.record.epoch) >= 30) resolve(epochs);
              },
            ),
          )
          .catch(reject);
      }),
  );
  await page.waitForTimeout(1_500);
  await page.reload();
  await page.waitForFunction(() => window.lightbench !== undefined);
  await page.evaluate(() => window.lightbench.ready);
  const [run] = await page.evaluate(() => window.lightbench.runs());
  expect(run?.phase).toBe("paused");
  expect(run!.history.length).toBeGreaterThanOrEqual(epochsBefore - 1);
  expect(run!.request.training.clipNorm).toBe(0.5);
  await goTo(page, "Train");
  await page.getByRole("button", { name: "Go on" }).click();
  await page.waitForFunction(
    (epochs) => (window.lightbench.runs()[0]?.history.length ?? 0) > epochs,
    run!.history.length,
  );
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await page.waitForFunction(() => window.lightbench.runs()[0]?.phase === "stopped");
  await page
    .getByRole("button", { name: /more settings/ })
    .last()
    .click();
  await expect(page.getByLabel("Gradient clipping")).toHaveValue("0.5");
});

test("a project goes out as one file and comes back from it", async ({ page }) => {
  await openPage(page, "./?backend=cpu");
  const before = await page.evaluate(fitBloodPanel, "logistic");
  await goTo(page, "Use");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save the project to a file" }).click(),
  ]);
  const file = await download.path();
  expect(readFileSync(file).subarray(0, 2).toString()).toBe("PK");
  const after = await page.evaluate(async (bytes) => {
    const api = window.lightbench;
    await api.openProject(new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], "copy.lightbench"));
    const [run] = api.runs();
    const { probabilities } = await api.predict(run!.id, { dataset: run!.request.dataset, rows: [0, 1, 2, 3, 4] });
    return { run: run!.id, probabilities: probabilities!.flat() };
  }, readFileSync(file).toString("base64"));
  expect(after.run).not.toBe(before.run);
  after.probabilities.forEach((value, index) => expect(value).toBeCloseTo(before.probabilities[index]!, 6));
});

test("a full disk is a sentence, and the work goes on", async ({ page, expectedErrors }) => {
  expectedErrors.push(/quota/i);
  await page.addInitScript(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("the disk is full", "QuotaExceededError");
    };
  });
  await openPage(page, "./?backend=cpu");
  await page.evaluate(() => window.lightbench.sample("energy-bill"));
  await expect(page.getByText(/could not be saved/).first()).toBeVisible();
  const rows = await page.evaluate(async () => {
    const api = window.lightbench;
    const { id, rowCount } = await api.sample("energy-bill");
    const sample = api.samples().find((item) => item.id === "energy-bill")!;
    const run = await api.fit({ dataset: id, task: sample.task, model: "linear" });
    return [run.phase, (await api.rows(id, 0, 5)).length, rowCount > 5];
  });
  expect(rows).toEqual(["finished", 5, true]);
});

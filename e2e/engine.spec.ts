/** The engine seen from the page: nothing leaks, the same seed gives the same run, a crash is survived and said. */
import { expect, goTo, openPage, test } from "./journey";

test("after 20 fits and disposals memory is where it began", async ({ page }) => {
  await openPage(page, "./?backend=cpu");
  const { first, last } = await page.evaluate(async () => {
    const api = window.lightbench;
    const { id } = await api.sample("blood-panel");
    const { task } = api.samples().find((sample) => sample.id === "blood-panel")!;
    const fitAndDispose = async (model: string, seed: number) => {
      const run = await api.fit({ dataset: id, task, model, training: { epochs: 2 }, seed });
      await api.predict(run.id, { dataset: id, rows: [0, 1] });
      await api.deleteRun(run.id);
    };
    const before = await api.memory();
    for (let i = 0; i < 20; i++) await fitAndDispose(i % 2 === 0 ? "mlp" : "logistic", i);
    return { first: before, last: await api.memory() };
  });
  expect(last).toEqual(first);
});

test("the same seed gives the same curve to the last digit, another seed another one", async ({ page }) => {
  await openPage(page, "./?backend=cpu");
  const [one, again, other] = await page.evaluate(async () => {
    const api = window.lightbench;
    const { id } = await api.sample("blood-panel");
    const { task } = api.samples().find((sample) => sample.id === "blood-panel")!;
    const curve = async (seed: number) => {
      const run = await api.fit({ dataset: id, task, model: "mlp", training: { epochs: 5 }, seed });
      return run.history.map(({ train, validation }) => [train.loss, validation?.loss]);
    };
    return [await curve(3), await curve(3), await curve(4)];
  });
  expect(again).toEqual(one);
  expect(other).not.toEqual(one);
});

test("a fit in a hidden tab goes on at its pace: without a frame, and with a timer a minute", async ({ page }) => {
  await openPage(page, "./?backend=cpu");
  await page.workers()[0]!.evaluate(() => void (self.requestAnimationFrame = () => 0)); // the engine's
  const { run, known, seconds } = await page.evaluate(async () => {
    const api = window.lightbench;
    const { id } = await api.sample("blood-panel");
    const { task } = api.samples().find((sample) => sample.id === "blood-panel")!;
    // What a browser does to a tab that nobody sees for a while; the tests' own browser does it not.
    Object.defineProperty(document, "visibilityState", { value: "hidden" });
    Object.defineProperty(document, "hidden", { value: true });
    document.dispatchEvent(new Event("visibilitychange"));
    window.requestAnimationFrame = () => 0;
    const later = window.setTimeout.bind(window);
    window.setTimeout = ((work: () => void) => later(work, 60_000)) as typeof setTimeout; // as it is called here
    const startedAt = performance.now();
    const run = await api.fit({ dataset: id, task, model: "mlp", training: { epochs: 20, earlyStopping: false } });
    const known = api.runs().find((known) => known.id === run.id);
    return { run, known, seconds: (performance.now() - startedAt) / 1000 };
  });
  expect(run.phase).toBe("finished");
  expect(run.history).toHaveLength(20);
  expect(known?.phase).toBe("finished");
  expect(seconds).toBeLessThan(30);
});

test("a killed worker is replaced, the page says so, and the work goes on", async ({ page }) => {
  await openPage(page, "./?backend=cpu");
  await page.evaluate(() => window.lightbench.sample("energy-bill"));
  const [worker] = page.workers();
  await worker?.evaluate(() => self.close());
  await expect(page.getByText(/The engine stopped/).first()).toBeVisible();
  const phase = await page.evaluate(async () => {
    const api = window.lightbench;
    const { id } = await api.sample("energy-bill");
    const { task } = api.samples().find((sample) => sample.id === "energy-bill")!;
    return (await api.fit({ dataset: id, task, model: "linear" })).phase;
  });
  expect(phase).toBe("finished");
  await goTo(page, "Evaluate");
  await expect(page.getByTestId("verdict")).toBeVisible();
});

test("a learning rate that is far too high ends as diverged, with the step and a remedy", async ({ page }) => {
  await openPage(page, "./?backend=cpu");
  const failure = await page.evaluate(async () => {
    const api = window.lightbench;
    const { id } = await api.sample("energy-bill");
    const { task } = api.samples().find((sample) => sample.id === "energy-bill")!;
    const run = await api.fit({
      dataset: id,
      task,
      model: "mlp",
      training: { optimizer: "sgd", learningRate: 10, epochs: 20 },
    });
    return { phase: run.phase, code: run.failure?.code, message: run.failure?.message, hint: run.failure?.hint };
  });
  expect(failure).toMatchObject({ phase: "failed", code: "fit/diverged" });
  expect(failure.message).toMatch(/step \d+/);
  expect(failure.hint).toMatch(/learning rate/);
  await goTo(page, "Train");
  await expect(page.getByText(/diverged/).first()).toBeVisible();
});

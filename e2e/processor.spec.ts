/** The engine on a machine without a GPU, which is what a test machine is: WebAssembly, with threads where the host lets it have them. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, openPage, test } from "./journey";

/** Fits a network large enough for several threads, and answers how it went. */
function fitWideNetwork(page: Page) {
  return page.evaluate(async () => {
    const api = window.lightbench;
    const { id } = await api.sample("blood-panel");
    const { task } = api.samples().find((sample) => sample.id === "blood-panel")!;
    const run = await api.fit({
      dataset: id,
      task,
      model: "mlp",
      hyperparameters: { units: [1024, 1024], dropout: 0 },
      training: { epochs: 3, batchSize: 128, earlyStopping: false },
    });
    const { values } = await api.predict(run.id, { dataset: id, rows: [0, 1, 2] });
    const losses = run.history.map(({ train }) => train.loss);
    return { phase: run.phase, backend: run.backend, losses, predictions: values.length };
  });
}

function threadWorkers(page: Page): number {
  return page.workers().filter((worker) => worker.url().includes("pool-worker")).length;
}

/** Seconds at work of each worker's thread of the page; empty where the system does not tell. */
async function workSeconds(page: Page): Promise<number[]> {
  const browser = page.context().browser();
  if (!browser || !existsSync("/proc/self/task")) return [];
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const tasks = processInfo
    .filter(({ type }) => type === "renderer")
    .flatMap(({ id }) => readdirSync(`/proc/${id}/task`).map((task) => `/proc/${id}/task/${task}`));
  const workers = tasks.filter((task) => readFileSync(`${task}/comm`, "utf8").startsWith("DedicatedWorker"));
  // After the name in parentheses, user time is the twelfth figure, in hundredths of a second.
  return workers.map((task) => Number(readFileSync(`${task}/stat`, "utf8").split(") ")[1]?.split(" ")[11]) / 100);
}

test("on a host that isolates the page every processor computes", async ({ page }) => {
  await openPage(page);
  const { info, processors } = await page.evaluate(async () => ({
    info: await window.lightbench.engine(),
    processors: navigator.hardwareConcurrency,
  }));
  const threads = Math.min(processors, 16);
  expect(info).toMatchObject({ backend: "wasm", isChosenByUser: false });
  expect(info.adapter).toBe(`${threads} ${threads === 1 ? "thread" : "threads"}, relaxed SIMD`);
  expect(info.candidates.find(({ backend }) => backend === "wasm")?.why).toMatch(
    /^self-test passed, [\d.]+ ms a step$/,
  );
  // The engine's own thread is one of them.
  expect(threadWorkers(page)).toBe(threads - 1);

  const before = await workSeconds(page);
  const fit = await fitWideNetwork(page);
  expect(fit).toMatchObject({ phase: "finished", backend: "wasm", predictions: 3 });
  expect(fit.losses.at(-1)).toBeLessThan(fit.losses[0]!);
  const after = await workSeconds(page);
  console.info(`threads at work during the fit: ${after.map((s, i) => (s - before[i]!).toFixed(2)).join(", ")} s`);
  if (after.length > 0) {
    expect(after).toHaveLength(threads);
    after.forEach((seconds, i) => expect(seconds).toBeGreaterThan(before[i]!));
  }

  // Away and back again: the same threads; a new engine: new threads, and the old ones are gone.
  await page.evaluate(() => window.lightbench.useBackend("cpu"));
  await page.evaluate(() => window.lightbench.useBackend("wasm"));
  expect(threadWorkers(page)).toBe(threads - 1);
  const [engine] = page.workers();
  await engine?.evaluate(() => self.close());
  await expect(page.getByText(/The engine stopped/).first()).toBeVisible();
  expect(await page.evaluate(async () => (await window.lightbench.engine()).adapter)).toBe(info.adapter);
  await expect.poll(() => threadWorkers(page)).toBe(threads - 1);
  expect((await fitWideNetwork(page)).losses).toEqual(fit.losses);
});

test.describe("a host without headers", () => {
  test.use({ baseURL: "http://localhost:4198/" });

  test("computes on one thread, says why, and fits the same to the last digit", async ({
    page,
    context,
    foreignRequests,
  }) => {
    await openPage(page);
    const info = await page.evaluate(() => window.lightbench.engine());
    expect(info).toMatchObject({ backend: "wasm", adapter: "1 thread, relaxed SIMD" });
    expect(info.candidates.find(({ backend }) => backend === "wasm")?.why).toMatch(
      /; one thread only, because the page is not cross-origin isolated/,
    );
    expect(threadWorkers(page)).toBe(0);
    const fit = await fitWideNetwork(page);
    expect(fit).toMatchObject({ phase: "finished", backend: "wasm", predictions: 3 });

    expect(foreignRequests).toEqual([]);

    const otherHost = "http://localhost:4199/";
    const isolated = await context.newPage();
    await openPage(isolated, otherHost);
    expect((await fitWideNetwork(isolated)).losses).toEqual(fit.losses);
    // That the test itself went there is no fault of the page.
    expect(foreignRequests.splice(0).filter((address) => !address.startsWith(otherHost))).toEqual([]);
  });
});

/** Bytes of JavaScript, after a collection of garbage: of the page, and of the engine with all that it holds. */
async function scriptBytes(page: Page): Promise<{ readonly page: number; readonly engine: number }> {
  interface Part {
    readonly bytes: number;
    readonly types: readonly string[];
    readonly attribution: readonly { readonly scope: string }[];
  }
  // A thread that waits for work cannot answer: the browser gives up on it after a minute.
  const parts = await page.evaluate(async () => {
    const measuring = performance as unknown as { measureUserAgentSpecificMemory(): Promise<{ breakdown: Part[] }> }; // not in the published types
    return (await measuring.measureUserAgentSpecificMemory()).breakdown;
  });
  const of = (scope: string) =>
    parts
      .filter(
        ({ types, attribution }) => types.includes("JavaScript") && attribution.some((one) => one.scope === scope),
      )
      .reduce((sum, { bytes }) => sum + bytes, 0);
  return { page: of("Window"), engine: of("DedicatedWorkerGlobalScope") };
}

test("memory is flat after the first ten of two hundred fits @soak", async ({ page }) => {
  test.setTimeout(600_000);
  await openPage(page);
  const fitSeveral = (from: number, to: number) =>
    page.evaluate(
      async ([from, to]) => {
        const api = window.lightbench;
        const { id } = await api.sample("blood-panel");
        const { task } = api.samples().find((sample) => sample.id === "blood-panel")!;
        for (let i = from; i < to; i++) {
          const units = [8 + ((i * 37) % 90), 8 + ((i * 17) % 50)];
          const training = { epochs: 2, batchSize: 8 + ((i * 13) % 60) };
          const run = await api.fit({ dataset: id, task, model: "mlp", hyperparameters: { units }, training, seed: i });
          if (run.phase !== "finished") throw new Error(run.failure?.message ?? run.phase);
          await api.predict(run.id, { dataset: id, rows: [0, 1] });
          await api.deleteRun(run.id);
        }
        await api.closeDataset(id);
        return api.memory();
      },
      [from, to] as const,
    );
  const before = await fitSeveral(0, 10);
  const settled = await scriptBytes(page);
  expect(await fitSeveral(10, 200)).toEqual(before);
  const after = await scriptBytes(page);
  const grown = { page: after.page - settled.page, engine: after.engine - settled.engine };
  console.info(`grown in 190 fits: the page ${grown.page / 1e6} MB, the engine ${grown.engine / 1e6} MB`);
  // Measured: 0.8 MB, and no more from 500 to 800 fits: code that is compiled by and by. The page: 2 MB.
  expect(grown.engine).toBeLessThan(2e6);
  expect(grown.page).toBeLessThan(4e6);
});

/** Runs networks in the bench page: one browser a session, so that nothing of the one before is left, queued work on a device least of all. */
import { join } from "node:path";
import type { Browser } from "playwright";
import { chromium } from "playwright";
import type { PreviewServer } from "vite";
import { build, preview } from "vite";
import { browserArguments, installedBrowser } from "../browser";
import type { PageContender } from "./contenders";
import type { BenchPage } from "./page/page";
import type { KernelSession } from "./session";

declare const window: { readonly bench: BenchPage };

/** Builds the page and serves it. */
export async function servePage(): Promise<PreviewServer> {
  const configFile = join(import.meta.dirname, "page", "vite.config.ts");
  await build({ configFile });
  return preview({ configFile });
}

const softwareAdapter = "--use-webgpu-adapter=swiftshader";

export interface BrowserChoice {
  readonly version: string;
  launch(): Promise<Browser>;
}

/** The browser with the machine's own WebGPU adapter, or where it has none with the software one. */
export async function chooseBrowser(address: string): Promise<BrowserChoice> {
  const executablePath = installedBrowser();
  const launch = (args: readonly string[]) =>
    chromium.launch({ args: [...args], ...(executablePath ? { executablePath } : {}) });
  const ownAdapter = browserArguments.filter((argument) => argument !== softwareAdapter);
  const browser = await launch(ownAdapter);
  try {
    const page = await browser.newPage();
    await page.goto(address);
    const hasAdapter = await page.evaluate(async () => (await navigator.gpu?.requestAdapter()) != null);
    const args = hasAdapter ? ownAdapter : browserArguments;
    return { version: browser.version(), launch: () => launch(args) };
  } finally {
    await browser.close();
  }
}

/** A contender's worker in a page of its own browser. */
export async function startInPage(
  choice: BrowserChoice,
  address: string,
  contender: PageContender,
  threads: number,
): Promise<KernelSession> {
  const browser = await choice.launch();
  const page = await browser.newPage();
  await page.goto(address);
  const where = {
    backend: contender.backend,
    isStockWasm: contender.where === "stock-wasm",
    threads: contender.threads === null ? null : contender.threads === "one" ? 1 : threads,
  };
  await page.evaluate((where) => window.bench.start(where), where);
  return {
    open: (networkId, patience) =>
      page.evaluate(([networkId, patience]) => window.bench.open(networkId, patience), [networkId, patience] as const),
    measure: (durationMs) => page.evaluate((durationMs) => window.bench.measure(durationMs), durationMs),
    profile: (steps) => page.evaluate((steps) => window.bench.profile(steps), steps),
    close: () => browser.close(),
  };
}

/** Runs networks in the bench page: one page a session, so that nothing of the one before is left. */
import { join } from "node:path";
import type { Browser, Page } from "playwright";
import type { PreviewServer } from "vite";
import { build, preview } from "vite";
import type { Contender } from "./contenders";
import type { BenchPage } from "./page/page";
import type { Profile, Session } from "./session";

declare const window: { readonly bench: BenchPage };

/** Builds the page and serves it. */
export async function servePage(): Promise<PreviewServer> {
  const configFile = join(import.meta.dirname, "page", "vite.config.ts");
  await build({ configFile });
  return preview({ configFile });
}

/** A page with a contender's worker in it. */
export async function startInPage(
  browser: Browser,
  address: string,
  contender: Contender,
  threads: number,
): Promise<Session & { profile(steps: number): Promise<Profile> }> {
  const { backend } = contender;
  if (!backend) throw new Error(`${contender.id} does not run in a page`);
  const page: Page = await browser.newPage();
  await page.goto(address);
  const where = {
    backend,
    isStockWasm: contender.where === "stock-wasm",
    threads: contender.threads === null ? null : contender.threads === "one" ? 1 : threads,
  };
  await page.evaluate((where) => window.bench.start(where), where);
  return {
    open: (networkId, patience) =>
      page.evaluate(([networkId, patience]) => window.bench.open(networkId, patience), [networkId, patience] as const),
    measure: (durationMs) => page.evaluate((durationMs) => window.bench.measure(durationMs), durationMs),
    profile: (steps) => page.evaluate((steps) => window.bench.profile(steps), steps),
    close: () => page.close(),
  };
}

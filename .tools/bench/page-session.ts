/** Runs networks in the bench page: one page a session, so that nothing of the one before is left. */
import { join } from "node:path";
import type { Browser, Page } from "playwright";
import type { InlineConfig, Plugin, PreviewServer } from "vite";
import { build, preview } from "vite";
import rootConfig from "../../vite.config";
import type { Contender } from "./contenders";
import type { BenchPage } from "./page/page";
import type { Profile, Session } from "./session";

/** Its threads run a copy of a function's text, which names a variable outside of it: a minified name that they do not know. */
const stockThreadsRepaired: Plugin = {
  name: "stock-threads-repaired",
  transform(code, id) {
    if (!id.endsWith("tfjs-backend-wasm-threaded-simd.js")) return null;
    return {
      code: code.replace('if(typeof _scriptDir !== "undefined" && _scriptDir){scriptDirectory=_scriptDir}', ""),
      map: null,
    };
  },
};

declare const window: { readonly bench: BenchPage };

/** Builds the page with the app's own settings and serves it with the app's own headers. */
export async function servePage(root: string): Promise<PreviewServer> {
  const outDir = join(root, ".artifacts", "bench-page");
  const headers: Record<string, string> = { ...(rootConfig.preview?.headers as Record<string, string>) }; // texts, there
  // The stock WebAssembly backend fetches its program and starts its threads from blobs; the app may do neither.
  const policy = headers["Content-Security-Policy"]?.replace("script-src 'self'", "script-src 'self' blob:");
  headers["Content-Security-Policy"] = `${policy}; connect-src 'self' blob:`;
  const config: InlineConfig = {
    configFile: false,
    root: join(root, ".tools", "bench", "page"),
    base: "./",
    logLevel: "error",
    ...(rootConfig.plugins ? { plugins: rootConfig.plugins } : {}),
    ...(rootConfig.define ? { define: rootConfig.define } : {}),
    worker: {
      ...rootConfig.worker,
      plugins: () => [...(rootConfig.worker?.plugins?.() ?? []), stockThreadsRepaired],
    },
    build: { ...rootConfig.build, license: false, outDir, emptyOutDir: true },
    preview: { headers, port: 4197 },
  };
  await build(config);
  return preview(config);
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

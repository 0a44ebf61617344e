/** Builds the bench page with the app's own settings and serves it with the app's own headers. */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { defineConfig } from "vite";
import app from "../../../vite.config.ts";

/** Its threads run a copy of a function's text, which names a variable outside of it: a minified name that they do not know. */
const stockThreadsRepaired: Plugin = {
  name: "stock-threads-repaired",
  transform(code, id) {
    if (!id.endsWith("tfjs-backend-wasm-threaded-simd.js")) return null;
    const named = 'if(typeof _scriptDir !== "undefined" && _scriptDir){scriptDirectory=_scriptDir}';
    return { code: code.replace(named, ""), map: null };
  },
};

const headers: Record<string, string> = { ...(app.preview?.headers as Record<string, string>) }; // texts, there
// The stock WebAssembly backend fetches its program and starts its threads from blobs; the app may do neither.
const policy = headers["Content-Security-Policy"]?.replace("script-src 'self'", "script-src 'self' blob:");
headers["Content-Security-Policy"] = `${policy}; connect-src 'self' blob:`;

const folder = dirname(fileURLToPath(import.meta.url));

export default defineConfig({
  root: folder,
  base: "./",
  logLevel: "error",
  plugins: app.plugins ?? [],
  define: app.define ?? {},
  worker: { ...app.worker, plugins: () => [...(app.worker?.plugins?.() ?? []), stockThreadsRepaired] },
  build: { ...app.build, license: false, outDir: join(folder, "../../../.artifacts/bench-page"), emptyOutDir: true },
  preview: { headers, port: 4197 },
});

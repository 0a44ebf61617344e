/** Finds the browser that the tests drive: the system's Chromium first, then Playwright's own download. */
import { existsSync } from "node:fs";

const candidates = [
  process.env["LIGHTBENCH_BROWSER"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Path of an installed browser, or undefined: then Playwright uses the one that it downloaded. */
export function installedBrowser(): string | undefined {
  return candidates.find((path) => path !== undefined && existsSync(path));
}

/** WebGPU on the software adapter, which every machine has; no sandbox where the tests run as root. */
export const browserArguments: readonly string[] = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--enable-unsafe-webgpu",
  "--use-webgpu-adapter=swiftshader",
  "--ignore-gpu-blocklist",
];

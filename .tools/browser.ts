/** Finds the browser that the tests drive: the system's Chromium first, then Playwright's own download. */
import { existsSync, realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

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

/**
 * The environment in which Dawn for Node finds the software adapter that came with this browser; it must be set before Node
 * starts. Nothing where there is none, or where the environment names another driver.
 */
export function softwareAdapter(browser: string): Readonly<Record<string, string>> {
  if (process.env["VK_ICD_FILENAMES"] || !existsSync(browser)) return {};
  const folder = [dirname(realpathSync(browser)), ...packageFolders].find((each) => existsSync(join(each, driverFile)));
  if (!folder) return {};
  const libraries = [folder, process.env["LD_LIBRARY_PATH"]].filter(Boolean).join(delimiter);
  return { VK_ICD_FILENAMES: join(folder, driverFile), LD_LIBRARY_PATH: libraries };
}

const driverFile = "vk_swiftshader_icd.json";

/** Where distributions keep what a launcher in another folder starts. */
const packageFolders = ["/usr/lib/chromium", "/usr/lib/chromium-browser"];

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

import { defineConfig } from "@playwright/test";
import { browserArguments, installedBrowser } from "../.tools/browser";

const executablePath = installedBrowser();

export default defineConfig({
  testDir: ".",
  outputDir: "../.artifacts/playwright",
  workers: 1,
  timeout: 90_000,
  reporter: process.env["CI"] ? [["line"]] : [["list"]],
  use: {
    baseURL: "http://localhost:4199",
    viewport: { width: 1440, height: 900 },
    // A picture of every frame would cost the fits that are timed half a processor core.
    trace: { mode: "retain-on-failure", screenshots: false },
    screenshot: "only-on-failure",
    launchOptions: { args: [...browserArguments], ...(executablePath ? { executablePath } : {}) },
  },
  webServer: [
    {
      command: "npx vite preview --port 4199 --strictPort",
      cwd: "..",
      url: "http://localhost:4199/",
      reuseExistingServer: !process.env["CI"],
    },
    {
      command: "npx vite preview --port 4198 --strictPort",
      cwd: "..",
      url: "http://localhost:4198/",
      env: { LIGHTBENCH_NO_HEADERS: "1" },
      reuseExistingServer: !process.env["CI"],
    },
  ],
});

import react from "@vitejs/plugin-react";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { browserArguments, installedBrowser } from "./scripts/browser";

const executablePath = installedBrowser();

export default defineConfig({
  plugins: [react()],
  define: { __VERSION__: JSON.stringify("test") },
  optimizeDeps: {
    include: [
      "@tensorflow/tfjs",
      "@tensorflow/tfjs-backend-cpu",
      "@tensorflow/tfjs-backend-webgpu",
      "fflate",
      "idb",
      "papaparse",
      "react",
      "react-dom/client",
      "react/jsx-dev-runtime",
      "@mantine/core",
      "@mantine/hooks",
      "recharts",
      "zustand",
    ],
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "node",
          include: ["src/**/*.test.{ts,tsx}", "scripts/**/*.test.ts"],
          exclude: ["src/**/*.browser.test.*", "src/**/*.soak.test.*"],
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: "soak",
          include: ["src/**/*.soak.test.{ts,tsx}"],
          testTimeout: 600_000,
        },
      },
      {
        extends: true,
        test: {
          name: "chromium",
          include: ["src/**/*.browser.test.{ts,tsx}"],
          testTimeout: 60_000,
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            instances: [{ browser: "chromium" }],
            provider: playwright({
              launchOptions: { args: [...browserArguments], ...(executablePath ? { executablePath } : {}) },
            }),
          },
        },
      },
    ],
  },
});

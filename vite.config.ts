import { readFileSync } from "node:fs";
import react from "@vitejs/plugin-react";
import { playwright } from "@vitest/browser-playwright";
import { chromium } from "playwright";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { assemblyScript } from "./.tools/assembly-script.ts";
import { browserArguments, installedBrowser, softwareAdapter } from "./.tools/browser.ts";

/** What a good host sends. The page carries the same policy in a meta tag for hosts that send none; a worker takes its policy from here only. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "img-src blob: data:",
  "style-src 'self' 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** Isolation, without which the page may not share memory with its threads. */
const isolation = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
};

/** Everything but what only a header can say (framing), and isolation. */
const headers = {
  "Content-Security-Policy": `${contentSecurityPolicy}; frame-ancestors 'self'`,
  ...isolation,
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};

/** Writes the policy into the built page; the development server needs inline scripts and a socket, so it stays without. */
function policyInPage(): Plugin {
  return {
    name: "policy-in-page",
    apply: "build",
    transformIndexHtml: () => [
      {
        tag: "meta",
        attrs: { "http-equiv": "Content-Security-Policy", content: contentSecurityPolicy },
        injectTo: "head-prepend",
      },
    ],
  };
}

/** The icon as a data address: browsers ask for an icon file again whenever the page's address changes, and this page asks for nothing. */
function iconInPage(): Plugin {
  return {
    name: "icon-in-page",
    transformIndexHtml: (html) =>
      html.replace(
        "./icon.svg",
        () => `data:image/svg+xml,${encodeURIComponent(readFileSync("src/app/icon.svg", "utf8"))}`,
      ),
  };
}

const kernels = () => assemblyScript("src/tensor/kernels/wasm/assembly", "node_modules/.cache/wasm-kernels");

const executablePath = installedBrowser();
// The tests that compute on WebGPU in Node run in processes that are started from this one.
if (process.env["VITEST"]) Object.assign(process.env, softwareAdapter(executablePath ?? chromium.executablePath()));
const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };

const notInNode = ["src/**/*.browser.test.*", "src/**/*.soak.test.*"];

/** Folders whose tests choose backends and kernels of TensorFlow.js, each file in a world of its own. */
const computing = ["tensor", "training", "models"];

/** Starts WebGPU, too. */
const dispatches = ".tools/bench/dispatches.test.ts";

export default defineConfig({
  base: "./",
  plugins: [react(), policyInPage(), iconInPage(), kernels()],
  define: { __VERSION__: JSON.stringify(version) },
  worker: { format: "es", plugins: () => [kernels()], rolldownOptions: { output: { comments: false } } },
  build: {
    target: "es2023",
    license: true,
    chunkSizeWarningLimit: 2_000,
  },
  server: { headers: isolation },
  preview: { headers: process.env["LIGHTBENCH_NO_HEADERS"] ? {} : headers, port: 4173 },
  optimizeDeps: {
    include: [
      "@tensorflow/tfjs",
      "@tensorflow/tfjs-backend-cpu",
      "@tensorflow/tfjs-backend-webgpu",
      "fflate",
      "idb",
      "papaparse",
      "react",
      "react-dom",
      "react-dom/client",
      "react/jsx-dev-runtime",
      "@mantine/core",
      "@mantine/hooks",
      "@tabler/icons-react",
      "recharts",
      "zustand",
      "zustand/vanilla",
    ],
  },
  test: {
    // A hook or a test may be the first to need the kernels, which are then compiled; and a machine may be busy elsewhere.
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: "node",
          include: [...computing.map((folder) => `src/${folder}/**/*.test.{ts,tsx}`), dispatches],
          exclude: notInNode,
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "node-plain",
          include: ["src/**/*.test.{ts,tsx}", ".tools/**/*.test.ts"],
          exclude: [...notInNode, ...computing.map((folder) => `src/${folder}/**`), dispatches],
          testTimeout: 60_000,
          // What all files share is put back where it was changed: a world for each would cost more than the tests themselves.
          isolate: false,
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

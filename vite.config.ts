import { readFileSync } from "node:fs";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** What a good host sends. The page carries the same policy in a meta tag for hosts that send none; a worker takes its policy from here only. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** Everything but what only a header can say (framing), and isolation for shared memory. */
const headers = {
  "Content-Security-Policy": `${contentSecurityPolicy}; frame-ancestors 'self'; webrtc 'block'`,
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
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

const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };

export default defineConfig({
  base: "./",
  plugins: [react(), policyInPage()],
  define: { __VERSION__: JSON.stringify(version) },
  worker: { format: "es", rolldownOptions: { output: { comments: false } } },
  build: {
    target: "es2023",
    license: true,
    chunkSizeWarningLimit: 2_000,
  },
  preview: { headers: process.env["LIGHTBENCH_NO_HEADERS"] ? {} : headers, port: 4173 },
});

/** Finds Dawn's library, and an adapter for it: the machine's own, or the software one that comes with a browser. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { chromium } from "playwright";
import { installedBrowser, softwareAdapter } from "../../browser";
import type { NodeRuntime } from "./session";
import { findAdapter } from "./session";

/** Path of the library for this machine in the package `webgpu`. */
export function dawnLibrary(): string {
  const packaged = dirname(createRequire(import.meta.url).resolve("webgpu"));
  const machine = process.platform === "darwin" ? "universal" : process.arch;
  return join(packaged, "dist", `${process.platform}-${machine}`, "dawn.node");
}

/** The same in an environment in which there is an adapter, if there is such a one. */
export async function withAdapter(runtime: NodeRuntime): Promise<NodeRuntime> {
  if (await findAdapter(runtime)) return runtime;
  return { ...runtime, env: { ...runtime.env, ...softwareAdapter(installedBrowser() ?? chromium.executablePath()) } };
}

/** What the benchmark runs on. */
import { cpus, loadavg } from "node:os";
import packageJson from "../../package.json";
import type { PyTorch } from "./pytorch-session";
import type { Machine } from "./report";

export interface Found {
  /** Version of Chromium. */
  readonly browser: string | null;
  readonly pytorch: PyTorch | null;
  /** What WebGPU in Node computes on: undefined where nothing is asked of it, null where it finds nothing. */
  readonly adapter: string | null | undefined;
  readonly load: number | null;
}

/** To be asked before the benchmark makes a load of its own. */
export function loadNow(): number | null {
  return loadavg()[0] ?? null;
}

export function machineOf({ browser, pytorch, adapter, load }: Found): Machine {
  return {
    date: new Date().toISOString(),
    processor: cpus()[0]?.model.trim() ?? "unknown processor",
    cores: cpus().length,
    load,
    browser: browser && `Chromium ${browser}`,
    node:
      adapter === undefined
        ? null
        : `Node ${process.versions.node}, Dawn of webgpu ${packageJson.devDependencies.webgpu}`,
    adapter: adapter ?? null,
    tensorflow: packageJson.dependencies["@tensorflow/tfjs"],
    pytorch: pytorch?.detail ?? null,
    cuda: pytorch?.cuda ?? null,
    pytorchBytes: pytorch?.bareBytes ?? null,
  };
}

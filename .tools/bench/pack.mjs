// npm run bench:pack: puts the WebGPU part of the benchmark into one folder that runs where nothing is installed.
import { join } from "node:path";
import { installPackages, root } from "../set-up.mjs";

installPackages();
// Not before: on a fresh clone it is one of the packages.
const { runnerImport } = await import("vite");
const { module } = await runnerImport(join(root, ".tools", "bench", "pack.ts"), { root, configFile: false });
process.exitCode = await module.pack();

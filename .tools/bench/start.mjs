// npm run bench: builds the bench page, times every network on every backend and in PyTorch, and prints the table.
import { join } from "node:path";
import { installBrowser, installPackages, root } from "../set-up.mjs";

installPackages();
installBrowser();
// Not before: on a fresh clone it is one of the packages.
const { runnerImport } = await import("vite");
const { module } = await runnerImport(join(root, ".tools", "bench", "bench.ts"), { root, configFile: false });
process.exitCode = await module.bench(process.argv.slice(2));

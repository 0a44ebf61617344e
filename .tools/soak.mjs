// npm run soak: the long suites, whole. They take an hour; npm test runs a small seeded cut of each.
import { installBrowser, installPackages, local, run } from "./set-up.mjs";

installPackages();
installBrowser();
const codes = [
  run(local("vitest"), ["run", "--project", "soak"]),
  run(local("vite"), ["build", "--logLevel", "warn"]),
  run(local("playwright"), ["test", "-c", "e2e", "--grep", "@soak"], { env: { ...process.env, SOAK: "1" } }),
];
process.exitCode = codes.some((code) => code !== 0) ? 1 : 0;

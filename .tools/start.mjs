// npm start: sets everything up, builds, serves the built app on localhost and opens it.
import { spawn } from "node:child_process";
import { installPackages, local, root, run } from "./set-up.mjs";

installPackages();
const code = run(local("vite"), ["build", "--logLevel", "warn"]);
if (code !== 0) process.exit(code);

const { preview } = await import("vite");
const server = await preview({ root, preview: { port: Number(process.env.PORT ?? 4173) } });
const [address] = server.resolvedUrls?.local ?? [];
console.log(`\n  Lightbench is at ${address}\n  Stop it with Ctrl+C.\n`);
if (address && !process.env.CI) openInBrowser(address);

function openInBrowser(url) {
  const [program, ...args] = { darwin: ["open"], win32: ["cmd", "/c", "start", ""] }[process.platform] ?? ["xdg-open"];
  const child = spawn(program, [...args, url], { stdio: "ignore", detached: true });
  child.on("error", () => {}); // no desktop: the address is printed above
  child.unref();
}

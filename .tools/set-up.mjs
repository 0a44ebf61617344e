// Sets up what a fresh clone lacks. Plain JavaScript: it runs before anything is installed.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, lstatSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const onWindows = process.platform === "win32";

/** Runs a program of the project with its output on the terminal; answers its exit code. */
export function run(program, args, options = {}) {
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: "inherit", shell: onWindows, ...options });
  if (error) throw error;
  return status ?? 1;
}

/** A program that the packages brought. */
export function local(name) {
  return join(root, "node_modules", ".bin", onWindows ? `${name}.cmd` : name);
}

/** Installs the packages exactly as locked, unless that has been done since the lock file changed. */
export function installPackages() {
  const done = join(root, "node_modules", ".package-lock.json");
  const lock = join(root, "package-lock.json");
  // What is only linked here belongs to another checkout: a fresh installation would take it away from there.
  if (lstatSync(join(root, "node_modules"), { throwIfNoEntry: false })?.isSymbolicLink()) return;
  if (existsSync(done) && statSync(done).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log("Installing the packages (once) …");
  const code = run("npm", ["ci", "--no-audit", "--no-fund"]);
  if (code !== 0) process.exit(code);
}

/** Makes sure that there is a browser to test in: the system's Chromium, the distribution's package, or Playwright's download. */
export function installBrowser() {
  const source = readFileSync(join(root, ".tools", "browser.ts"), "utf8");
  const named = Array.from(source.matchAll(/^ {2}"(.+)",$/gm), (match) => match[1]);
  const paths = [process.env.LIGHTBENCH_BROWSER, ...named];
  if (paths.some((path) => path && existsSync(path.replaceAll("\\\\", "\\")))) return;
  if (process.platform === "linux" && process.getuid?.() === 0 && hasProgram("apt-get")) {
    console.log("Installing Chromium (once) …");
    run("apt-get", ["update", "-qq"]);
    if (run("apt-get", ["install", "-y", "-qq", "chromium"]) === 0) return;
  }
  console.log("Downloading a browser for the tests (once) …");
  const code = run(local("playwright"), ["install", "chromium"]);
  if (code !== 0) process.exit(code);
}

function hasProgram(name) {
  try {
    execFileSync("which", [name], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** The benchmark: every network with every contender, one table. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg } from "node:os";
import { join } from "node:path";
import packageJson from "../../package.json";
import type { Contender } from "./contenders";
import { contenders, groups } from "./contenders";
import type { BenchOptions } from "./options";
import { parseOptions, usage } from "./options";
import type { BrowserChoice } from "./page-session";
import { chooseBrowser, servePage, startInPage } from "./page-session";
import type { PyTorch } from "./pytorch-session";
import { profileTables } from "./profile-tables";
import { findPyTorch, startPyTorch } from "./pytorch-session";
import { withSection } from "./readme";
import type { Cell, Machine, Report } from "./report";
import { networksOf, ratiosOf } from "./report";
import type { Session } from "./session";
import { markdownOf, timeOf } from "./tables";
import { timeGroup } from "./time-group";

const root = join(import.meta.dirname, "..", "..");

/** Runs the command; answers its exit code. What a backend lacks is said in the table and is no error. */
export async function bench(words: readonly string[]): Promise<number> {
  let options: BenchOptions;
  try {
    options = parseOptions(words);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return 2;
  }
  const server = await servePage();
  try {
    const address = server.resolvedUrls?.local[0];
    if (!address) throw new Error("the page is not served");
    const load = loadavg()[0] ?? null;
    const browser = await chooseBrowser(address);
    const stage = { browser, address, pytorch: findPyTorch(), threads: availableParallelism(), load };
    if (options.profile) await profile(options, stage);
    else publish(await timeAll(options, stage), options);
  } finally {
    await server.close();
  }
  return 0;
}

interface Stage {
  readonly browser: BrowserChoice;
  readonly address: string;
  readonly pytorch: PyTorch | null;
  readonly threads: number;
  readonly load: number | null;
}

function start(contender: Contender, { browser, address, pytorch, threads }: Stage): Promise<Session> {
  if (contender.where !== "pytorch") return startInPage(browser, address, contender, threads);
  if (!pytorch) throw new Error("no Python here has PyTorch");
  return Promise.resolve(startPyTorch(pytorch, contender.threads === "one" ? 1 : threads));
}

async function timeAll(options: BenchOptions, stage: Stage): Promise<Report> {
  const cells: Cell[] = [];
  const report = { machine: machineOf(stage), threads: stage.threads, cells };
  for (const network of options.networks) {
    for (const group of groups) {
      const members = contenders.filter(({ id }) => group.includes(id) && options.contenders.includes(id));
      if (members.length === 0) continue;
      const starts = members.map((contender) => ({ id: contender.id, start: () => start(contender, stage) }));
      const timed = await timeGroup(network, starts, options);
      cells.push(...timed);
      for (const cell of timed) process.stderr.write(`${network}, ${cell.contender}: ${timeOf(cell)}\n`);
      // Written as it grows: it takes a while, and a machine may be switched off.
      save(report);
    }
  }
  return report;
}

function machineOf({ pytorch, browser, load }: Stage): Machine {
  return {
    date: new Date().toISOString(),
    processor: cpus()[0]?.model.trim() ?? "unknown processor",
    cores: cpus().length,
    load,
    browser: `Chromium ${browser.version}`,
    tensorflow: packageJson.dependencies["@tensorflow/tfjs"],
    pytorch: pytorch?.detail ?? null,
    pytorchBytes: pytorch?.bareBytes ?? null,
  };
}

function save(report: Report): void {
  const artifacts = join(root, ".artifacts");
  mkdirSync(artifacts, { recursive: true });
  const ratios = networksOf(report).map((network) => ratiosOf(report, network));
  writeFileSync(join(artifacts, "bench.json"), `${JSON.stringify({ ...report, ratios }, null, 1)}\n`);
  writeFileSync(join(artifacts, "bench.md"), `${markdownOf(report)}\n`);
}

function publish(report: Report, { intoReadme }: BenchOptions): void {
  const markdown = markdownOf(report);
  if (intoReadme) {
    const path = join(root, "README.md");
    writeFileSync(path, withSection(readFileSync(path, "utf8"), markdown));
  }
  console.log(`\n${markdown}\n\nAlso in .artifacts/bench.md and .artifacts/bench.json.`);
}

async function profile(options: BenchOptions, stage: Stage): Promise<void> {
  const id = options.contenders.length === 1 ? options.contenders[0] : "ours";
  const contender = contenders.find((one) => one.id === id);
  if (!options.profile || !contender || contender.where === "pytorch") {
    throw new RangeError("kernels are timed in the page only");
  }
  const session = await startInPage(stage.browser, stage.address, contender, stage.threads);
  const { slowMs } = await session.open(options.profile, options.patience);
  const steps = Math.max(1, Math.min(200, Math.round(3000 / Math.min(...slowMs))));
  console.log(`\n${options.profile} on ${contender.label}, ${steps} steps\n`);
  console.log(profileTables(await session.profile(steps)));
  await session.close();
}

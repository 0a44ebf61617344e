/** The benchmark: every network with every contender, in tables. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { PreviewServer } from "vite";
import type { Contender, NodeContender, PageContender } from "./contenders";
import { contenders } from "./contenders";
import { gpuMarkdownOf, hasGpuCells } from "./gpu-tables";
import { loadNow, machineOf } from "./machine";
import { dawnLibrary, withAdapter } from "./node/adapter";
import { buildForNode } from "./node/build";
import type { NodeRuntime } from "./node/session";
import { findAdapter, startInNode } from "./node/session";
import type { BenchOptions } from "./options";
import { parseOptions, usage } from "./options";
import type { BrowserChoice } from "./page-session";
import { chooseBrowser, servePage, startInPage } from "./page-session";
import { profileTables } from "./profile-tables";
import type { PyTorch } from "./pytorch-session";
import { findPyTorch, startPyTorch } from "./pytorch-session";
import { webgpuCommand, withSection } from "./readme";
import type { Cell, Report } from "./report";
import { networksOf, ratiosOf } from "./report";
import type { KernelSession, Session } from "./session";
import { hasBrowserCells, markdownOf } from "./tables";
import { timeNetworks } from "./time-networks";

const root = join(import.meta.dirname, "..", "..");
const artifacts = join(root, ".artifacts");

/** Runs the command; answers its exit code. What a backend lacks is said in the table and is no error. */
export async function bench(words: readonly string[]): Promise<number> {
  let options: BenchOptions;
  try {
    options = parseOptions(words);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return 2;
  }
  const stage = await setStage(options);
  try {
    if (options.profile) await profile(options, stage);
    else publish(await timeAll(options, stage), options);
  } finally {
    await stage.server?.close();
  }
  return 0;
}

/** What is needed for those who were asked for; null where nobody needs it. */
interface Stage {
  readonly server: PreviewServer | null;
  readonly browser: BrowserChoice | null;
  readonly node: NodeRuntime | null;
  readonly pytorch: PyTorch | null;
  readonly load: number | null;
}

async function setStage({ contenders: ids }: BenchOptions): Promise<Stage> {
  const load = loadNow();
  const isNeeded = (...places: readonly Contender["where"][]) =>
    contenders.some(({ id, where }) => ids.includes(id) && places.includes(where));
  const server = isNeeded("page", "stock-wasm") ? await servePage() : null;
  return {
    load,
    server,
    browser: server && (await chooseBrowser(addressOf(server))),
    node: isNeeded("node") ? await setUpNode() : null,
    pytorch: isNeeded("pytorch") ? findPyTorch(join(import.meta.dirname, "pytorch.py")) : null,
  };
}

function addressOf(server: PreviewServer): string {
  const address = server.resolvedUrls?.local[0];
  if (!address) throw new Error("the page is not served");
  return address;
}

async function setUpNode(): Promise<NodeRuntime> {
  const folder = join(artifacts, "bench-node");
  await buildForNode(["child"], folder);
  const runtime = { program: join(folder, "child.mjs"), library: dawnLibrary(), env: process.env };
  return withAdapter(runtime);
}

const threadsOf = ({ threads }: Contender) => (threads === "one" ? 1 : availableParallelism());

async function start(contender: Contender, stage: Stage): Promise<Session> {
  if (contender.where !== "pytorch") return startWithKernels(contender, stage);
  if (!stage.pytorch) throw new Error("no Python here has PyTorch");
  return startPyTorch(stage.pytorch, contender.device, threadsOf(contender));
}

async function startWithKernels(
  contender: PageContender | NodeContender,
  { server, browser, node }: Stage,
): Promise<KernelSession> {
  if (contender.where === "node") {
    if (!node) throw new Error("Node was not set up");
    return startInNode(node, contender);
  }
  if (!server || !browser) throw new Error("the page is not served");
  return startInPage(browser, addressOf(server), contender, threadsOf(contender));
}

async function timeAll(options: BenchOptions, stage: Stage): Promise<Report> {
  const { browser, node, pytorch, load } = stage;
  const adapter = node ? await findAdapter(node) : undefined;
  const cells: Cell[] = [];
  const report = {
    machine: machineOf({ browser: browser?.version ?? null, pytorch, adapter, load }),
    threads: availableParallelism(),
    cells,
  };
  await timeNetworks(
    options,
    (contender) => contender.id !== "pytorch-gpu" || pytorch?.cuda != null,
    (contender) => start(contender, stage),
    (timed) => {
      cells.push(...timed);
      // Written as it grows: it takes a while, and a machine may be switched off.
      save(report);
    },
  );
  return report;
}

function wholeMarkdownOf(report: Report): string {
  return [hasBrowserCells(report) && markdownOf(report), hasGpuCells(report) && gpuMarkdownOf(report)]
    .filter(Boolean)
    .join("\n\n");
}

function save(report: Report): void {
  mkdirSync(artifacts, { recursive: true });
  const ratios = networksOf(report).map((network) => ratiosOf(report, network));
  writeFileSync(join(artifacts, "bench.json"), `${JSON.stringify({ ...report, ratios }, null, 1)}\n`);
  writeFileSync(join(artifacts, "bench.md"), `${wholeMarkdownOf(report)}\n`);
}

function publish(report: Report, { intoReadme }: BenchOptions): void {
  if (intoReadme) {
    const path = join(root, "README.md");
    let readme = readFileSync(path, "utf8");
    if (hasBrowserCells(report)) readme = withSection(readme, markdownOf(report));
    if (hasGpuCells(report)) readme = withSection(readme, gpuMarkdownOf(report), webgpuCommand);
    writeFileSync(path, readme);
  }
  console.log(`\n${wholeMarkdownOf(report)}\n\nAlso in .artifacts/bench.md and .artifacts/bench.json.`);
}

async function profile(options: BenchOptions, stage: Stage): Promise<void> {
  const contender = contenders.find(({ id }) => id === options.contenders[0]);
  if (!options.profile || !contender || contender.where === "pytorch") {
    throw new RangeError("kernels are timed in the page and in Node only");
  }
  const session = await startWithKernels(contender, stage);
  const { slowMs } = await session.open(options.profile, options.patience);
  const steps = Math.max(1, Math.min(200, Math.round(3000 / Math.min(...slowMs))));
  console.log(`\n${options.profile} on ${contender.label}, ${steps} steps\n`);
  console.log(profileTables(await session.profile(steps)));
  await session.close();
}

/** The packed benchmark: WebGPU on this machine, beside PyTorch on the same GPU where there is one. */
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Contender } from "../contenders";
import { gpuMarkdownOf } from "../gpu-tables";
import { loadNow, machineOf } from "../machine";
import { networks } from "../networks";
import type { BenchOptions } from "../options";
import { parseOptions } from "../options";
import type { PyTorch } from "../pytorch-session";
import { findPyTorch, startPyTorch } from "../pytorch-session";
import type { Cell, Report } from "../report";
import type { Session } from "../session";
import { timeNetworks } from "../time-networks";
import type { NodeRuntime } from "./session";
import { findAdapter, startInNode } from "./session";

const folder = import.meta.dirname;

const usage = `./run.sh [options]
  --quick          less patience: a first impression in a few minutes
  --only a,b       these networks: ${networks.map(({ id }) => id).join(", ")}
  --limit seconds  give a cell up after so long, instead of after three minutes`;

/** Answers the exit code. Without an adapter only the calls are timed, which is said. */
async function run(words: readonly string[]): Promise<number> {
  let options: BenchOptions;
  try {
    if (words.includes("--help")) throw new Error("Times training on this machine's GPU.");
    options = parseOptions(["--webgpu", ...words]);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return 2;
  }
  const load = loadNow();
  const runtime = { program: join(folder, "child.mjs"), library: join(folder, "dawn.node"), env: process.env };
  const adapter = await findAdapter(runtime);
  if (!adapter)
    console.error("No graphics adapter: are libvulkan.so.1 and a Vulkan driver here? Only calls are timed.");
  const pytorch = findPyTorch(join(folder, "pytorch.py"));
  const cells: Cell[] = [];
  const report: Report = {
    machine: machineOf({ browser: null, pytorch, adapter, load }),
    threads: availableParallelism(),
    cells,
  };
  const isHere = ({ where, ...contender }: Contender) => {
    if (where === "pytorch") return pytorch?.cuda != null;
    return adapter !== null || ("device" in contender && contender.device === "null");
  };
  await timeNetworks(
    options,
    isHere,
    (contender) => start(contender, runtime, pytorch),
    (timed) => {
      cells.push(...timed);
      writeFileSync(join(folder, "result.json"), `${JSON.stringify(report, null, 1)}\n`);
      writeFileSync(join(folder, "result.md"), `${gpuMarkdownOf(report)}\n`);
    },
  );
  console.log(`\n${gpuMarkdownOf(report)}\n\nAlso in result.md and result.json in ${folder}.`);
  return 0;
}

async function start(contender: Contender, runtime: NodeRuntime, pytorch: PyTorch | null): Promise<Session> {
  if (contender.where === "node") return startInNode(runtime, contender);
  if (contender.where === "pytorch" && pytorch) return startPyTorch(pytorch, contender.device, availableParallelism());
  throw new Error("not packed");
}

process.exitCode = await run(process.argv.slice(2));

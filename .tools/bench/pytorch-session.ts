/** Runs networks in PyTorch: one process a session. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { networks } from "./networks";
import type { Opened, Session, Timed } from "./session";

export interface PyTorch {
  readonly python: string;
  /** Path of pytorch.py. */
  readonly script: string;
  /** Version, and the instruction sets of its own kernels and of oneDNN. */
  readonly detail: string;
  /** Bytes of a process that has no network. */
  readonly bareBytes: number | null;
  /** Name of the graphics device that it can compute on. */
  readonly cuda: string | null;
}

/** The first Python that can import torch: on the path, then the system's own. Null where there is none. */
export function findPyTorch(script: string): PyTorch | null {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/bin"];
  const names = process.platform === "win32" ? ["python.exe"] : ["python3"];
  const pythons = folders
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .filter((path) => existsSync(path));
  for (const python of new Set(pythons)) {
    const env = { ...process.env, ONEDNN_VERBOSE: "1" };
    const { status, stdout } = spawnSync(python, [script, "describe"], { encoding: "utf8", env });
    if (status === 0) return { python, script, ...describe(stdout) };
  }
  return null;
}

function describe(output: string): Pick<PyTorch, "detail" | "bareBytes" | "cuda"> {
  const said = output.split("\n").find((line) => line.startsWith("{")) ?? "{}";
  const { version, build, bareBytes, cuda } = JSON.parse(said) as {
    version: string;
    build: string;
    bareBytes: number | null;
    cuda: string | null;
  }; // as describe() in pytorch.py prints it
  const own = /CPU capability usage: (.+)/.exec(build)?.[1];
  const oneDnn = /cpu,isa:([^\n]+)/.exec(output)?.[1];
  const words = [own && `${own} in its own kernels`, oneDnn && `${oneDnn} in oneDNN`].filter(Boolean).join(", ");
  return { detail: `PyTorch ${version}${words ? ` (${words})` : ""}`, bareBytes, cuda };
}

/** All of its threads, or one, where it computes on the processor. */
export function startPyTorch({ python, script }: PyTorch, device: "cpu" | "cuda", threads: number): Session {
  const child = spawn(python, [script, String(threads), device], { stdio: ["pipe", "pipe", "ignore"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const ask = async (command: unknown): Promise<unknown> => {
    child.stdin.write(`${JSON.stringify(command)}\n`);
    const line = await lines.next();
    if (line.done) throw new Error("the process ended");
    const answer = JSON.parse(line.value) as { ok: true; value: unknown } | { ok: false; problem: string }; // as main() in pytorch.py prints it
    if (!answer.ok) throw new Error(answer.problem);
    return answer.value;
  };
  return {
    async open(networkId, patience) {
      const network = networks.find(({ id }) => id === networkId);
      if (!network) throw new Error(`no network is called ${networkId}`);
      const { spec, ...rest } = network;
      return (await ask({ open: { ...rest, ...spec, ...patience } })) as Opened; // as Fit.open() gives it
    },
    measure: async (durationMs) => (await ask({ measure: { durationMs } })) as Timed, // as Fit.measure() gives it
    async close() {
      child.kill();
      await ended;
    },
  };
}

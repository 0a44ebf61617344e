/** Runs networks in Node: one process a session, whose end is that of its cell alone. */
import type { ChildProcess } from "node:child_process";
import { fork } from "node:child_process";
import type { Answer } from "../page/calls";
import type { KernelSession, Opened, Profile, Timed } from "../session";
import type { NodeCall, NodePlace } from "./place";

type Environment = Readonly<Record<string, string | undefined>>;

/** What a process is made of. */
export interface NodeRuntime {
  /** Path of the bundled child.ts. */
  readonly program: string;
  /** Path of Dawn's library. */
  readonly library: string;
  /** Tells Dawn where drivers are. */
  readonly env: Environment;
}

export function startInNode(
  { program, library, env }: NodeRuntime,
  { device, kernels, isReplayed }: Omit<NodePlace, "library">,
): KernelSession {
  const child = startChild(program, env);
  const where: NodePlace = { library, device, kernels, isReplayed };
  return {
    open: async (networkId, patience) => (await child.ask({ type: "open", networkId, patience, where })) as Opened, // answers to "open" are
    measure: async (durationMs) => (await child.ask({ type: "measure", durationMs })) as Timed, // answers to "measure" are
    profile: async (steps) => (await child.ask({ type: "profile", steps })) as Profile, // answers to "profile" are
    close: () => child.end(),
  };
}

/** Name of the adapter that Dawn finds, or null where it finds none, falls over while it looks or never ends. */
export async function findAdapter({ program, library, env }: NodeRuntime): Promise<string | null> {
  const child = startChild(program, env);
  const limit = setTimeout(() => void child.end(), findLimitMs);
  try {
    return (await child.ask({ type: "find", library })) as string | null; // answers to "find" are
  } catch {
    return null;
  } finally {
    clearTimeout(limit);
    await child.end();
  }
}

const findLimitMs = 60_000;

interface Child {
  /** Rejects with why there is no answer; also where the process ends without one. */
  ask(call: NodeCall): Promise<unknown>;
  end(): Promise<void>;
}

function startChild(program: string, env: Environment): Child {
  const child = fork(program, {
    env,
    // So that NaN stays what it is.
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const ended = new Promise<string>((resolve) => {
    child.once("error", ({ message }) => resolve(message));
    child.once("exit", (code, signal) => resolve(`the process ended (${signal ?? `exit code ${code}`})`));
  });
  return {
    async ask(call) {
      const answer = await Promise.race([answerTo(child, call), ended]);
      if (typeof answer === "string") throw new Error(answer);
      if (!answer.ok) throw new Error(answer.problem);
      return answer.value;
    },
    async end() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

function answerTo(child: ChildProcess, call: NodeCall): Promise<Answer> {
  return new Promise((resolve) => {
    child.once("message", (message) => resolve(message as Answer)); // nothing else is sent
    // Where it cannot be sent, the process has ended or is about to.
    child.send(call, () => undefined);
  });
}

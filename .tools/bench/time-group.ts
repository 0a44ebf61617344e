/** Times one network with contenders that take turns. */
import type { BenchOptions } from "./options";
import type { Cell } from "./report";
import { measuredOf } from "./report";
import type { Opened, Session } from "./session";

export interface GroupMember {
  readonly id: string;
  /** Throws where there is no such engine here. */
  start(): Promise<Session>;
}

type Limits = Pick<BenchOptions, "patience" | "rounds" | "roundMs" | "limitMs">;

interface Running {
  readonly id: string;
  readonly session: Session;
  readonly opened: Opened;
  readonly stepMs: number[];
  memoryBytes: number | null;
}

/** Opens all, then lets each run for a while, round after round. Whoever fails is out, with the reason as its cell. */
export async function timeGroup(network: string, members: readonly GroupMember[], limits: Limits): Promise<Cell[]> {
  const problems = new Map<string, string>();
  const sessions = new Map<string, Session>();
  const running: Running[] = [];
  const attempt = async (id: string, action: () => Promise<void>) => {
    try {
      await within(limits.limitMs, action());
    } catch (error) {
      problems.set(id, problemOf(error));
      // It may still be at work, to the cost of those who go on.
      await close(id);
    }
  };
  const close = async (id: string) =>
    sessions
      .get(id)
      ?.close()
      .catch(() => undefined);
  try {
    for (const { id, start } of members) {
      await attempt(id, async () => {
        const session = await start();
        sessions.set(id, session);
        const opened = await session.open(network, limits.patience);
        running.push({ id, session, opened, stepMs: [], memoryBytes: null });
      });
    }
    const rounds = members.length > 1 ? limits.rounds.paired : limits.rounds.alone;
    for (let round = 0; round < rounds; round++) {
      for (const one of running) {
        if (problems.has(one.id)) continue;
        await attempt(one.id, () => takeTurn(one, limits));
      }
    }
  } finally {
    for (const id of sessions.keys()) if (!problems.has(id)) await close(id);
  }
  return members.map(({ id }): Cell => {
    const one = running.find((candidate) => candidate.id === id);
    if (problems.has(id) || !one) {
      return { network, contender: id, ok: false, problem: problems.get(id) ?? "did not start" };
    }
    return { network, contender: id, ok: true, measured: measuredOf(one.opened, one.stepMs, one.memoryBytes) };
  });
}

/** Where a step is longer than a turn, those whose loss was read are the ones that count. */
async function takeTurn(one: Running, { roundMs }: Limits): Promise<void> {
  const isSlow = Math.min(...one.opened.slowMs) > roundMs;
  if (isSlow && one.stepMs.length > 0) return;
  const timed = await one.session.measure(isSlow ? 0 : roundMs);
  one.memoryBytes = timed.memoryBytes;
  one.stepMs.push(...(isSlow ? one.opened.slowMs : timed.stepMs));
}

function within(limitMs: number, action: Promise<void>): Promise<void> {
  if (limitMs === Infinity) return action;
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`more than ${Math.round(limitMs / 1000)} s`)), limitMs);
  });
  return Promise.race([action, limit]).finally(() => clearTimeout(timer));
}

/** The reason in few words, fit for a cell of a table. */
export function problemOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const missing = /Kernel '(\w+)' not registered/.exec(text)?.[1];
  if (missing) return `no ${missing}`;
  const line = text.split("\n")[0] ?? "";
  return line
    .replace(/^(?:page\.evaluate: )?(?:Error: )*/, "")
    .replaceAll("|", "/")
    .slice(0, 120);
}

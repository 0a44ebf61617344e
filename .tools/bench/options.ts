/** What was asked for on the command line. */
import { contenders, gpuContenders } from "./contenders";
import { networks } from "./networks";
import type { Patience } from "./session";

export interface BenchOptions {
  readonly networks: readonly string[];
  readonly contenders: readonly string[];
  readonly patience: Patience;
  /** Turns of two that are timed against each other, and of those that run alone. */
  readonly rounds: { readonly paired: number; readonly alone: number };
  readonly roundMs: number;
  /** A cell is given up after this long. */
  readonly limitMs: number;
  /** Writes the tables into the README, or that of WebGPU alone. */
  readonly intoReadme: boolean;
  /** Show where the time of one network goes instead of timing all. */
  readonly profile: string | null;
}

export const usage = `npm run bench -- [options]
  --quick            less patience: a first impression in a minute or two
  --only a,b         these networks: ${networks.map(({ id }) => id).join(", ")}
  --backends a,b     these columns: ${contenders.map(({ id }) => id).join(", ")}
  --webgpu           the columns of WebGPU in Node alone, which need no browser
  --limit seconds    give a cell up after so long, instead of after three minutes
  --all-losses       read 20 losses everywhere, however long a step takes
  --readme           write the tables into the README; with --webgpu that one alone
  --profile network  time of each kernel instead, on the one column given with --backends (else ours, with --webgpu dawn)`;

/** Throws a RangeError that says what is not understood. */
export function parseOptions(words: readonly string[]): BenchOptions {
  const given = new Map<string, string>();
  const flags = new Set(["--quick", "--readme", "--all-losses", "--webgpu"]);
  const valued = new Set(["--only", "--backends", "--profile", "--limit"]);
  const queue = [...words];
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    if (flags.has(word)) given.set(word, "");
    else if (valued.has(word)) given.set(word, queue.shift() ?? "");
    else throw new RangeError(`“${word}” is not an option`);
  }
  const chosen = (option: string, known: readonly string[], otherwise = known): readonly string[] => {
    const text = given.get(option);
    if (text === undefined) return otherwise;
    const named = text.split(",").map((name) => name.trim());
    for (const name of named) if (!known.includes(name)) throw new RangeError(`${option} does not know “${name}”`);
    return known.filter((name) => named.includes(name));
  };
  const isQuick = given.has("--quick");
  const isOnWebgpu = given.has("--webgpu");
  const limitMs = given.has("--limit") ? 1000 * Number(given.get("--limit")) : isQuick ? 30_000 : 180_000;
  if (!(limitMs > 0)) throw new RangeError("--limit wants a number of seconds");
  const options: BenchOptions = {
    networks: chosen(
      "--only",
      networks.map(({ id }) => id),
    ),
    contenders: chosen(
      "--backends",
      (isOnWebgpu ? gpuContenders : contenders).map(({ id }) => id),
      // One whose kernels can be timed.
      given.has("--profile") ? [isOnWebgpu ? "dawn" : "ours"] : undefined,
    ),
    patience: {
      lossSteps: 20,
      lossMs: given.has("--all-losses") ? Infinity : isQuick ? 1500 : 6000,
      warmUpMs: isQuick ? 200 : 700,
    },
    rounds: { paired: isQuick ? 2 : 4, alone: 1 },
    roundMs: isQuick ? 400 : 1200,
    limitMs: given.has("--all-losses") ? Infinity : limitMs,
    intoReadme: given.has("--readme"),
    profile: chosen("--profile", given.has("--profile") ? networks.map(({ id }) => id) : [])[0] ?? null,
  };
  // Of WebGPU a quick run says the cost of JavaScript well enough, on a machine too busy for the software adapter, too.
  const isWhole = !given.has("--only") && (isOnWebgpu || !(given.has("--backends") || isQuick));
  if (options.intoReadme && !isWhole) throw new RangeError("--readme wants the whole table, not a part of it");
  return options;
}

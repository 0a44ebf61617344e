/** The state of a fit between two epochs as plain data, and back. */
import type { Block } from "../core/block";
import type { Checkpoint } from "../core/estimator";
import type { EpochRecord } from "../core/run";

/** Something whose arrays are saved by name. */
export interface Saveable {
  save(): Promise<Readonly<Record<string, Block>>>;
  load(blocks: Readonly<Record<string, Block>>): void;
}

/** Reads all parts back together. The arrays of a part are named "part/array". */
export async function makeCheckpoint(
  step: number,
  history: readonly EpochRecord[],
  parts: Readonly<Record<string, Saveable>>,
): Promise<Checkpoint> {
  const saved = await Promise.all(
    Object.entries(parts).map(async ([part, owner]) =>
      Object.entries(await owner.save()).map(([name, block]) => [`${part}/${name}`, block] as const),
    ),
  );
  return { epoch: history.length, step, history: [...history], header: {}, blocks: Object.fromEntries(saved.flat()) };
}

/** Puts a checkpoint's arrays back where `makeCheckpoint` took them. Throws where one is missing. */
export function restoreCheckpoint(checkpoint: Checkpoint, parts: Readonly<Record<string, Saveable>>): void {
  for (const [part, owner] of Object.entries(parts)) {
    const prefix = `${part}/`;
    const own = Object.entries(checkpoint.blocks).filter(([name]) => name.startsWith(prefix));
    owner.load(Object.fromEntries(own.map(([name, block]) => [name.slice(prefix.length), block])));
  }
}

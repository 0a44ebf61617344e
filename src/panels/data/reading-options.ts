/** Reading a file again with one setting changed: what is kept, and what is guessed anew. */
import type { OpenOptions, TableReading } from "../../core/dataset";

/** In the order in which a file is understood: each guess rests on those before it. */
const readingKeys = ["encoding", "delimiter", "quote", "header", "decimal", "missing"] as const;
export type ReadingKey = (typeof readingKeys)[number];

/** All of a reading as options, so that the same file is read the same way. */
export function optionsOf(reading: TableReading): Required<Pick<OpenOptions, ReadingKey>> {
  const { encoding, delimiter, quote, header, decimal, missing } = reading;
  return { encoding, delimiter, quote, header, decimal, missing };
}

/**
 * The options after a change: settings that the user chose stay, guesses that the changed one does not rest on stay,
 * and guesses that rest on it are left out, so that they are made again.
 */
export function changedOptions(reading: TableReading, chosen: OpenOptions, change: OpenOptions): OpenOptions {
  const first = readingKeys.findIndex((key) => key in change);
  const kept = Object.fromEntries(Object.entries(optionsOf(reading)).filter(([key]) => isBefore(key, first)));
  return { ...kept, ...chosen, ...change };
}

function isBefore(key: string, place: number): boolean {
  const at = readingKeys.findIndex((known) => known === key);
  return at >= 0 && at < place;
}

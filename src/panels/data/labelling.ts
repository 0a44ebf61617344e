/** Labelling by keys: which key is which class, and which picture comes next. */

const keys = "1234567890abcdefghijklmnopqrstuvwxyz".split("");

/** The key for the next picture without a class. */
export const nextKey = ".";

/**
 * One key a class, in the order of the names: a class that is called like a key has that one (a digit, a letter), every other the first that is free.
 * A name that is added changes no key; beyond 36 classes there are none left.
 */
export function classKeys(names: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Map<string, string>();
  for (const name of names) {
    const own = name.toLowerCase();
    const key = keys.includes(own) && !taken.has(own) ? own : keys.find((free) => !taken.has(free));
    if (key !== undefined) taken.set(key, name);
  }
  return taken;
}

/** Names in the order in which they were first seen, so that a key never changes its class under the hand. */
export function withNewNames(names: readonly string[], more: readonly string[]): readonly string[] {
  const added = more.filter((name) => !names.includes(name));
  return added.length === 0 ? names : [...names, ...new Set(added)];
}

/** The first of `rows` after a place, going round once, that has no class; undefined where all have one. */
export function nextWithout(
  rows: readonly number[],
  hasClass: (row: number) => boolean,
  after: number,
): number | undefined {
  for (let step = 1; step <= rows.length; step++) {
    const row = rows[(after + step) % rows.length];
    if (row !== undefined && !hasClass(row)) return row;
  }
  return undefined;
}

/** Labelling by keys: which key is which class, and which picture comes next. */

/** One key a class: 1 to 9, then the letters. Classes beyond them have none. */
export const classKeys: readonly string[] = "123456789abcdefghijklmnopqrstuvwxyz".split("");

/** The key for the next picture without a class. */
export const nextKey = "0";

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

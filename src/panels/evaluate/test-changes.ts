import type { Cases } from "../../core/run";

export interface TestChanges {
  /** Rows that both runs were judged on, by another outcome. */
  readonly relabelled: number;
  /** Rows that only the earlier run was judged on. */
  readonly gone: number;
  /** Rows that only the later run was judged on: the earlier one may have learned from them. */
  readonly added: number;
}

/** How the test rows of two runs differ. */
export function testChanges(before: Cases, after: Cases): TestChanges {
  const outcome = ({ rows, categories, actual }: Cases, place: number) => {
    const width = rows.length > 0 ? actual.length / rows.length : 1;
    // Of several labels the ones that hold, else a class or a value.
    if (width > 1) return categories.filter((_, label) => actual[place * width + label] === 1).join("|");
    return categories[actual[place] ?? -1] ?? actual[place];
  };
  const now = new Map(Array.from(after.rows, (row, place) => [row, outcome(after, place)]));
  const then = Array.from(before.rows, (row, place) => ({ row, outcome: outcome(before, place) }));
  const known = new Set(before.rows);
  return {
    relabelled: then.filter(({ row, outcome }) => now.has(row) && now.get(row) !== outcome).length,
    gone: then.filter(({ row }) => !now.has(row)).length,
    added: after.rows.filter((row) => !known.has(row)).length,
  };
}

/** What became of each column of one row: the features are found by the names that the steps give them. */
import type { PreparePreview } from "../../core/prepare-preview";

type Example = PreparePreview["example"];

export interface ExampleRow {
  readonly column: string;
  readonly value: string | number | null;
  /** `part` is what the feature's name adds to the column's: “male” of “gender = male”; empty where it adds nothing. */
  readonly features: readonly { readonly part: string; readonly value: number }[];
}

/** One entry for each column, then one for each feature that was made of no single column. */
export function exampleRows({ before, after }: Example): readonly ExampleRow[] {
  const columns = before.map(({ column }) => column).toSorted((a, b) => b.length - a.length);
  const made = new Map<string, { part: string; value: number }[]>();
  for (const { feature, value } of after) {
    // The longest name first: “age” is no source of “age group = old” where there is a column “age group”.
    const column = columns.find((name) => partOf(feature, name) !== null) ?? feature;
    made.set(column, [...(made.get(column) ?? []), { part: partOf(feature, column) ?? "", value }]);
  }
  const known = new Set(columns);
  const others = [...made.keys()].filter((column) => !known.has(column));
  return [
    ...before.map(({ column, value }) => ({ column, value, features: made.get(column) ?? [] })),
    ...others.map((column) => ({ column, value: null, features: made.get(column) ?? [] })),
  ];
}

/** What a feature's name adds to a column's; null where it is not made of that column. */
function partOf(feature: string, column: string): string | null {
  if (feature === column) return "";
  for (const sign of [" = ", ": "]) {
    if (feature.startsWith(`${column}${sign}`)) return feature.slice(column.length + sign.length);
  }
  return null;
}

/** What became of each column of one row: the features are found by the names that the steps give them. */
import type { PreparePreview } from "../../core/prepare-preview";

type Example = PreparePreview["example"];

export interface ExampleRow {
  readonly column: string;
  /** Left out where no single cell of the row stands behind it. */
  readonly value?: string | number | null;
  /** `part` is what the feature's name adds to the column's: “male” of “gender = male”; empty where it adds nothing. */
  readonly features: readonly { readonly part: string; readonly value: number }[];
}

/** One entry for each column, then one for each feature that was made of no single column. */
export function exampleRows({ before, after }: Example): readonly ExampleRow[] {
  const known = new Set(before.map(({ column }) => column));
  const made = new Map<string, { part: string; value: number }[]>();
  for (const { feature, value } of after) {
    const { column, part } = sourceOf(feature, known);
    const features = made.get(column);
    if (features) features.push({ part, value });
    else made.set(column, [{ part, value }]);
  }
  const others = [...made.keys()].filter((column) => !known.has(column));
  return [
    ...before.map(({ column, value }) => ({ column, value, features: made.get(column) ?? [] })),
    ...others.map((column) => ({ column, features: made.get(column) ?? [] })),
  ];
}

/** The column that a feature was made of, and what its name adds to the column's; the feature itself where it is of no single column. */
function sourceOf(feature: string, columns: ReadonlySet<string>): { readonly column: string; readonly part: string } {
  if (columns.has(feature)) return { column: feature, part: "" };
  const step = stepPattern.exec(feature);
  if (step) {
    const { column, part } = sourceOf(feature.slice(0, step.index), columns);
    return { column, part: `${part} ${step[0].trim()}`.trim() };
  }
  // The longest name first: “age” is no source of “age group = old” where there is a column “age group”.
  for (let at = feature.length; at > 0; at--) {
    const sign = signs.find((candidate) => feature.startsWith(candidate, at));
    if (sign === undefined) continue;
    const column = feature.slice(0, at);
    if (columns.has(column)) return { column, part: feature.slice(at + sign.length) };
  }
  return { column: feature, part: "" };
}

const signs = [" = ", ": "];

/** Which step of a window it is of: "volume (−2)", "volume (now)". */
const stepPattern = / \((?:now|−\d+)\)$/;

/** One thing found in one column, before findings of the same kind are put together. */
import type { RedFlag } from "../../core/dataset";
import type { Wording } from "../../core/wording";

export interface Finding {
  /** Findings with the same group are told in one sentence. */
  readonly group: string;
  readonly severity: RedFlag["severity"];
  readonly columns: readonly string[];
  /** Rows it is about; empty where it is about all of them. */
  readonly rows: readonly number[];
  /** How many rows in all. */
  readonly rowCount: number;
  /** @param columns names for the sentence, such as “a”, “b” and 3 more. */
  message(columns: Wording, rowCount: number): Wording;
  readonly remedy: Wording;
}

/** A flag lists at most this many rows. */
export const rowLimit = 1_000;

const severities = { high: 0, medium: 1, low: 2 } as const;

/** One flag for each group, worst first. */
export function gatherFindings(findings: readonly Finding[]): readonly RedFlag[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.group);
    if (group) group.push(finding);
    else groups.set(finding.group, [finding]);
  }
  return [...groups.values()].map(flagOf).toSorted((a, b) => severities[a.severity] - severities[b.severity]);
}

function flagOf(group: readonly Finding[]): RedFlag {
  const [first] = group;
  if (!first) throw new Error("a group has a finding");
  const columns = group.flatMap((finding) => finding.columns);
  const rows = [...new Set(group.flatMap((finding) => finding.rows))].toSorted((a, b) => a - b).slice(0, rowLimit);
  const rowCount = Math.max(...group.map((finding) => finding.rowCount));
  const severity = group.reduce((worst, finding) => worse(worst, finding.severity), first.severity);
  return { severity, message: first.message(namesOf(columns), rowCount), remedy: first.remedy, columns, rows };
}

function worse(a: RedFlag["severity"], b: RedFlag["severity"]): RedFlag["severity"] {
  return severities[a] <= severities[b] ? a : b;
}

function namesOf(columns: readonly string[]): Wording {
  const shown = columns.slice(0, 3).map((name) => `“${name}”`);
  const more = columns.length - shown.length;
  if (more === 0) return { en: shown.join(", "), zh: shown.join("、") };
  return { en: `${shown.join(", ")} and ${more} more`, zh: `${shown.join("、")}等 ${columns.length} 列` };
}

/** One thing found in one column, before findings of the same kind are put together. */
import type { RedFlag } from "../../core/dataset";
import type { Wording } from "../../core/wording";

export interface Finding {
  /** Findings with the same group are told in one sentence. */
  readonly group: string;
  readonly severity: RedFlag["severity"];
  readonly columns: readonly string[];
  /** Whether it is about a row; null where it is about the columns as such. */
  readonly isAbout: ((row: number) => boolean) | null;
  /** The number in the sentence: mostly of rows. */
  readonly count: number;
  /** @param columns names for the sentence, such as “a”, “b” and 3 more. @param count the largest of the findings. */
  message(columns: Wording, count: number): Wording;
  readonly remedy: Wording;
}

/** A flag lists at most this many rows. */
const rowLimit = 1_000;

const severities = { high: 0, medium: 1, low: 2 } as const;

/** One flag for each group, worst first. @param rowCount of the data set. */
export function gatherFindings(findings: readonly Finding[], rowCount: number): readonly RedFlag[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.group);
    if (group) group.push(finding);
    else groups.set(finding.group, [finding]);
  }
  return [...groups.values()]
    .map((group) => flagOf(group, rowCount))
    .toSorted((a, b) => severities[a.severity] - severities[b.severity]);
}

function flagOf(group: readonly Finding[], rowCount: number): RedFlag {
  const [first] = group;
  if (!first) throw new Error("a group has a finding");
  const columns = group.flatMap((finding) => finding.columns);
  const count = group.reduce((most, finding) => Math.max(most, finding.count), 0);
  const severity = group.reduce((worst, finding) => worse(worst, finding.severity), first.severity);
  return {
    severity,
    message: first.message(namesOf(columns), count),
    remedy: first.remedy,
    columns,
    ...rowsOf(group, rowCount),
  };
}

/** The rows that any of the findings is about. */
function rowsOf(group: readonly Finding[], rowCount: number): Pick<RedFlag, "rows" | "rowCount"> {
  const tests = group.map((finding) => finding.isAbout).filter((test) => test !== null);
  const rows: number[] = [];
  let count = 0;
  for (let row = 0; row < rowCount && tests.length > 0; row++) {
    if (!tests.some((isAbout) => isAbout(row))) continue;
    count++;
    if (rows.length < rowLimit) rows.push(row);
  }
  return count === rows.length ? { rows } : { rows, rowCount: count };
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

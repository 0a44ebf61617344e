/** Looks, before anything is fitted, for ways in which the rows held out are known from the training rows. */
import type { LeakFinding } from "../../core/leak";
import type { Work } from "../../core/work";
import { findGiveaways } from "./leaks/giveaway-columns";
import type { LeakInput } from "./leaks/leak-input";
import { findPictureCopies } from "./leaks/picture-copies";
import { findRepeatedRows } from "./leaks/repeated-rows";
import { findStraddlingGroups } from "./leaks/straddling-groups";
import { findTimeDisorder } from "./leaks/time-disorder";

const severities: readonly LeakFinding["severity"][] = ["high", "medium", "low"];

/** Findings, worst first; none for a clean split. */
export function* checkLeaks(input: LeakInput): Work<readonly LeakFinding[]> {
  const copies = yield* findPictureCopies(input);
  const findings = [
    ...(yield* findStraddlingGroups(input)),
    ...(yield* findGiveaways(input)),
    // Repeated pictures are among the copies already.
    ...copies,
    ...(copies.some(({ count }) => count > 0) ? [] : yield* findRepeatedRows(input)),
    ...(yield* findTimeDisorder(input)),
  ];
  return findings.sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}

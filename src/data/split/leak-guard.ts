/** Looks, before anything is fitted, for ways in which the rows held out are known from the training rows. */
import type { LeakFinding } from "../../core/leak";
import type { Work } from "../../core/work";
import { findGiveaways } from "./leaks/giveaway-columns";
import type { LeakInput } from "./leaks/leak-input";
import { findRepeatedRows } from "./leaks/repeated-rows";
import { findStraddlingGroups } from "./leaks/straddling-groups";
import { findTimeDisorder } from "./leaks/time-disorder";

const severities: readonly LeakFinding["severity"][] = ["high", "medium", "low"];

/** Findings, worst first; none for a clean split. */
export function* checkLeaks(input: LeakInput): Work<readonly LeakFinding[]> {
  const findings = [
    ...(yield* findStraddlingGroups(input)),
    ...(yield* findGiveaways(input)),
    ...(yield* findRepeatedRows(input)),
    ...(yield* findTimeDisorder(input)),
  ];
  return findings.sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}

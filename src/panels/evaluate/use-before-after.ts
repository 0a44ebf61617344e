/** An earlier run beside a later one: what changed in the test rows, and the earlier one judged on the later one's. */
import { useEffect, useState } from "react";
import type { Evaluation } from "../../core/evaluation";
import type { Run } from "../../core/run";
import { useActions, useProject } from "../workbench";
import { testChanges, type TestChanges } from "./test-changes";

export interface BeforeAfter extends TestChanges {
  /** The earlier run on the test rows and labels of the later one; null where they are the same, or it cannot be judged on them. */
  readonly corrected: Evaluation | null;
  /** Whether all that was corrected are test rows, so that both learned from the same. */
  readonly isOnlyTest: boolean;
}

export function useBeforeAfter(before: Run, after: Run): BeforeAfter | null {
  const actions = useActions();
  const inUse = useProject((state) => state.dataset);
  // Only while the data are those of the later run can the earlier one be judged on them.
  const areThere = inUse?.id === after.request.dataset && inUse.fingerprint === after.fingerprint;
  const edits = areThere ? inUse.edits : undefined;
  const key = `${before.id} ${after.id} ${areThere}`;
  const [loaded, setLoaded] = useState<(BeforeAfter & { readonly key: string }) | null>(null);
  useEffect(() => {
    let isWanted = true;
    const load = async (): Promise<BeforeAfter> => {
      const [then, now] = await Promise.all([actions.cases(before.id, "test"), actions.cases(after.id, "test")]);
      const changes = testChanges(then, now);
      const tested = new Set(then.rows);
      const isOnlyTest = edits?.every(({ rows }) => rows.every((row) => tested.has(row))) ?? false;
      // Rows dealt anew, as where outcomes were missing before: the earlier run may know them by heart.
      const isComparable = areThere && changes.added === 0 && changes.relabelled + changes.gone > 0;
      if (!isComparable) return { ...changes, isOnlyTest, corrected: null };
      const on = { dataset: after.request.dataset, rows: Array.from(now.rows) };
      // A class that the earlier run does not know cannot be judged: then the two stand as they are.
      const corrected = await actions.evaluate(before.id, on).catch(() => null);
      return { ...changes, isOnlyTest, corrected };
    };
    load().then((found) => isWanted && setLoaded({ ...found, key }), actions.report);
    return () => {
      isWanted = false;
    };
  }, [actions, before.id, after.id, after.request.dataset, areThere, edits, key]);
  return loaded?.key === key ? loaded : null;
}

/** The test cases of a run, fetched once for each run. */
import { useEffect, useState } from "react";
import type { Cases } from "../../core/run";
import { useActions } from "../workbench";

export function useCases(run: string): Cases | null {
  const actions = useActions();
  const [loaded, setLoaded] = useState<{ readonly run: string; readonly cases: Cases } | null>(null);
  useEffect(() => {
    let isWanted = true;
    actions
      .cases(run, "test")
      .then((cases) => {
        if (isWanted) setLoaded({ run, cases });
      })
      .catch(actions.report);
    return () => {
      isWanted = false;
    };
  }, [run, actions]);
  return loaded?.run === run ? loaded.cases : null;
}

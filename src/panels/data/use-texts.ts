import { useEffect, useState } from "react";
import type { DatasetInfo } from "../../core/dataset";
import { toFailure, type Failure } from "../../core/failure";
import type { TextSummary } from "../../core/text-summary";
import { useActions } from "../workbench";

/** What is said of the texts of a column, by the classes of another where one is named; both null while it is on its way. */
export function useTexts(dataset: DatasetInfo, column: string, by: string | null) {
  const actions = useActions();
  const key = `${dataset.id} ${dataset.fingerprint} ${column} ${by ?? ""}`;
  const [shown, setShown] = useState<{
    readonly key: string;
    readonly summary: TextSummary | null;
    readonly failure: Failure | null;
  } | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    actions
      .texts(dataset.id, column, by, controller.signal)
      .then((summary) => setShown({ key, summary, failure: null }))
      .catch(
        (error: unknown) => !controller.signal.aborted && setShown({ key, summary: null, failure: toFailure(error) }),
      );
    return () => controller.abort();
  }, [actions, dataset.id, column, by, key]);
  return shown?.key === key ? shown : { summary: null, failure: null };
}

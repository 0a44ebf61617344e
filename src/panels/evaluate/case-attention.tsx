/** Which words the model attends to in the case that is selected, or in the worst one. */
import { lazy, Suspense, useMemo } from "react";
import type { Cases } from "../../core/run";
import { useAttention, useAttends } from "../use-attention";
import { useProject } from "../workbench";
import { rankCases } from "./worst-cases";

/** Its program has been fetched by the time that there are cases. */
const AttentionSection = lazy(async () => ({
  default: (await import("../../ui/attention/attention-section")).AttentionSection,
}));

export interface CaseAttentionProps {
  readonly run: string;
  readonly cases: Cases;
  readonly dataset: string;
}

export function CaseAttention({ run, cases, dataset }: CaseAttentionProps) {
  const selection = useProject((state) => state.selection);
  const isReader = useAttends(run);
  const worst = useMemo(() => rankCases(cases)[0]?.row, [cases]);
  const [only, ...others] = selection?.dataset === dataset ? selection.rows : [];
  const row = only !== undefined && others.length === 0 ? only : worst;
  if (!isReader || row === undefined) return null;
  return (
    <Suspense>
      <AttentionOf key={run} run={run} row={row} />
    </Suspense>
  );
}

function AttentionOf({ run, row }: { run: string; row: number }) {
  return <AttentionSection {...useAttention(run, row)} canChoose={false} />;
}

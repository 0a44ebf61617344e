/** Which words the current run's network attends to, as it learns: nothing where it reads no words. */
import { lazy, Suspense } from "react";
import { currentRunOf } from "../../state/current-run";
import { useAttention, useAttends } from "../use-attention";
import { useProject } from "../workbench";

/** Fetched with the other steps, before the page asks for nothing any more. */
export const loadAttention = async () => ({
  default: (await import("../../ui/attention/attention-section")).AttentionSection,
});
const AttentionSection = lazy(loadAttention);

export function RunAttention() {
  const run = useProject((state) => currentRunOf(state)?.id);
  const isReader = useAttends(run);
  if (run === undefined || !isReader) return null;
  return (
    <Suspense>
      {/* Another run has other rows and layers: what was chosen of this one is not asked of it. */}
      <AttentionOf key={run} run={run} />
    </Suspense>
  );
}

function AttentionOf({ run }: { run: string }) {
  return <AttentionSection {...useAttention(run, null)} canChoose />;
}

/** Which words the model attends to in the case that is selected, or in the worst one. */
import type { Cases } from "../../core/run";
import { RunAttention } from "../run-attention";
import { useProject } from "../workbench";
import { rankCases } from "./worst-cases";

export interface CaseAttentionProps {
  readonly run: string;
  readonly cases: Cases;
  readonly dataset: string;
}

export function CaseAttention({ run, cases, dataset }: CaseAttentionProps) {
  const selection = useProject((state) => state.selection);
  const [only, ...others] = selection?.dataset === dataset ? selection.rows : [];
  const isOne = only !== undefined && others.length === 0;
  return <RunAttention run={run} row={isOne ? only : rankCases(cases)[0]?.row} />;
}

/** The words of a run: what lies near them, their map, and their file. */
import { useCallback } from "react";
import type { Run } from "../../core/run";
import type { WordQuestion } from "../../core/word-vectors";
import { useMessages } from "../../i18n/locale";
import { WordViews } from "../../ui/charts/words/word-views";
import { useActions } from "../workbench";

export function RunWords({ run }: { run: Run }) {
  const { embeddings } = useMessages();
  const actions = useActions();
  const ask = useCallback((question: WordQuestion) => actions.askWords({ run: run.id }, question), [actions, run.id]);
  return (
    <WordViews
      ask={ask}
      makeFile={() => actions.exportWords({ run: run.id })}
      fileName={`${run.datasetName}-${embeddings.fileEnding}`}
      onFailure={actions.report}
    />
  );
}

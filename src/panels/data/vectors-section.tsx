/** A file of word vectors to look at: what lies near a word, analogies, the map. */
import { useCallback } from "react";
import type { DatasetInfo } from "../../core/dataset";
import type { WordQuestion } from "../../core/word-vectors";
import { useMessages } from "../../i18n/locale";
import { WordViews } from "../../ui/charts/words/word-views";
import { useActions } from "../workbench";

export function VectorsSection({ dataset }: { dataset: DatasetInfo }) {
  const { embeddings } = useMessages();
  const actions = useActions();
  const { id } = dataset;
  const ask = useCallback((question: WordQuestion) => actions.askWords({ dataset: id }, question), [actions, id]);
  return (
    <WordViews
      ask={ask}
      makeFile={() => actions.exportWords({ dataset: id })}
      fileName={`${dataset.name}-${embeddings.fileEnding}`}
      onFailure={actions.report}
    />
  );
}

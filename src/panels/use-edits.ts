/** Corrections of the selected rows, each with a note that takes it back. */
import type { DatasetInfo } from "../core/dataset";
import type { DatasetEdit } from "../core/dataset-edit";
import { inEveryLanguage, type Locale } from "../core/wording";
import { createFormat } from "../i18n/locale";
import { messages } from "../i18n/messages";
import { useActions, useWorkbench } from "./workbench";
import { sameValue } from "../state/same-value";
import type { ProjectState } from "../state/workbench";

export interface Edits {
  relabel(rows: readonly number[], column: string, category: string): void;
  exclude(rows: readonly number[]): void;
}

export function useEdits(): Edits {
  const actions = useActions();
  const { project } = useWorkbench();

  const say = (words: (locale: Locale) => string, { id, edits = [] }: DatasetInfo) => {
    const edit = edits.at(-1);
    const { runs } = project.getState().project;
    const hasRuns = runs.some((run) => run.request.dataset === id && run.hasModel);
    actions.note({
      kind: "success",
      message: inEveryLanguage(words),
      ...(hasRuns ? { hint: inEveryLanguage((locale) => messages[locale].edits.runsStale) } : {}),
      ...(edit ? { undo: () => takeBack(id, edit), holds: (state) => placeOf(state, id, edit) >= 0 } : {}),
    });
  };

  /** Wherever it stands by now. */
  const takeBack = (id: string, edit: DatasetEdit) => {
    const place = placeOf(project.getState(), id, edit);
    if (place >= 0) actions.takeBackEdit(place).catch(actions.report);
  };

  return {
    relabel(rows, column, category) {
      const words = (locale: Locale) =>
        messages[locale].edits.relabelled(createFormat(locale).number(rows.length), column, category);
      actions.relabel(rows, column, category).then((dataset) => say(words, dataset), actions.report);
    },
    exclude(rows) {
      const words = (locale: Locale) => messages[locale].edits.excluded(createFormat(locale).number(rows.length));
      actions.exclude(rows).then((dataset) => say(words, dataset), actions.report);
    },
  };
}

/** Where a correction stands by now; -1 where it was taken back, or another data set is in use. */
function placeOf({ dataset }: ProjectState, id: string, edit: DatasetEdit): number {
  return dataset?.id === id ? (dataset.edits ?? []).findLastIndex((other) => sameValue(other, edit)) : -1;
}

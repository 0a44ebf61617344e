/** Columns of texts at a glance. */
import { excludedRows } from "../../../core/excluded-rows";
import { fail } from "../../../core/failure";
import { findColumn } from "../../../core/find-column";
import { inBreaths } from "../../../core/work";
import { summariseTexts } from "../../../data/summaries/text-summary";
import type { Handlers } from "../../rpc";
import type { Parts } from "../parts";

export function createTextJobs({ datasets }: Parts): Pick<Handlers, "data/texts"> {
  return {
    async "data/texts"({ dataset: id, column: name, classes }, { signal }) {
      const { dataset } = await datasets.get(id);
      const column = findColumn(dataset.columns, name);
      if (column.kind !== "text")
        throw fail("data/unknown-column", { column: name, columns: textNames(dataset.columns) });
      const by = classes === null ? null : findColumn(dataset.columns, classes);
      const excluded = excludedRows(dataset.edits);
      return inBreaths(
        summariseTexts(column, by, (row) => excluded.has(row)),
        signal,
      );
    },
  };
}

function textNames(columns: readonly { readonly kind: string; readonly name: string }[]): string {
  return columns
    .filter(({ kind }) => kind === "text")
    .map(({ name }) => name)
    .join(", ");
}

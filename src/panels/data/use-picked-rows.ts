import type { DatasetInfo } from "../../core/dataset";
import type { Selection } from "../../state/workbench";
import { useActions, useProject } from "../workbench";
import { toggledRow, withRows } from "./toggled-row";

export interface PickedRows {
  /** Of this data set, or null. */
  readonly selection: Selection | null;
  readonly onPickRow: (row: number) => void;
  readonly onPickRows: (rows: readonly number[]) => void;
}

/** The rows of a data set that are selected, and picking them by hand. */
export function usePickedRows({ id }: DatasetInfo): PickedRows {
  const actions = useActions();
  const any = useProject((state) => state.selection);
  const selection = any?.dataset === id ? any : null;
  return {
    selection,
    onPickRow(row) {
      const next = toggledRow(selection, id, row);
      if (next) actions.select(next);
      else actions.clearSelection();
    },
    onPickRows: (rows) => actions.select(withRows(selection, id, rows)),
  };
}

/** Which rows and columns of a data set stand in its middle, and as what. */
import { useState } from "react";
import type { RowsShown } from "./rows-view";

export interface RowsShownState extends RowsShown {
  readonly showSelected: () => void;
  readonly showColumn: (name: string) => void;
}

/** `onShow` brings them into sight. */
export function useRowsShown(hasSelection: boolean, onShow: () => void): RowsShownState {
  const [shownAs, onShownAs] = useState<RowsShown["shownAs"]>("gallery");
  const [find, onFind] = useState("");
  const [isSelectedOnly, onSelectedOnly] = useState(false);
  // A selection made later shows all rows first.
  if (!hasSelection && isSelectedOnly) onSelectedOnly(false);
  return {
    ...{ shownAs, onShownAs, find, onFind, isSelectedOnly, onSelectedOnly },
    showSelected() {
      onSelectedOnly(true);
      onShow();
    },
    showColumn(name) {
      onShownAs("table");
      onFind(name);
      onShow();
    },
  };
}

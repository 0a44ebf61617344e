/** Opens files from wherever they came. */
import { useCallback } from "react";
import type { SourceFile } from "../core/source-file";
import { useActions } from "../panels/workbench";
import { openAny } from "../state/open-any";

export function useOpenFiles(): (files: readonly SourceFile[]) => void {
  const actions = useActions();
  return useCallback((files) => void openAny(actions, files), [actions]);
}

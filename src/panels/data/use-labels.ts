/** The labels of a column as they stand, what was just set by key included: the engine takes a moment to lay a correction over the data. */
import { useMemo, useState } from "react";
import type { DatasetInfo } from "../../core/dataset";
import type { Failure } from "../../core/failure";
import { toFailure } from "../../core/failure";
import { useActions } from "../workbench";
import { useClassCodes, type ClassCodes } from "./class-column";
import { withNewNames } from "./labelling";

export interface Labels {
  /** null while they are read for the first time. */
  readonly classes: ClassCodes | null;
  /** The classes in the order of their keys: those of the column, then those added here. */
  readonly names: readonly string[];
  readonly failure: Failure | null;
  addName(name: string): void;
  set(rows: readonly number[], category: string): void;
}

interface Given {
  readonly rows: readonly number[];
  readonly category: string;
  /** The correction has been laid over the data; what is read from then on has it. */
  isLaid: boolean;
}

export function useLabels(dataset: DatasetInfo, column: string): Labels {
  const actions = useActions();
  const exists = dataset.columns.some(({ name }) => name === column);
  const { classes: read, failure: readFailure } = useClassCodes(dataset, exists ? column : null);
  const [given, setGiven] = useState<readonly Given[]>([]);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [names, setNames] = useState<readonly string[]>([]);
  const [seen, setSeen] = useState(read);
  const known = withNewNames(names, read?.categories ?? []);
  if (known !== names) setNames(known);
  if (read !== seen) {
    setSeen(read);
    setGiven(given.filter(({ isLaid }) => !isLaid));
  }
  const classes = useMemo(() => {
    const base = read ?? (exists ? null : { categories: [], codes: new Int32Array(dataset.rowCount).fill(-1) });
    if (!base) return null;
    const categories = withNewNames(base.categories, known);
    const codes = base.codes.slice();
    for (const { rows, category } of given) {
      const code = categories.indexOf(category);
      for (const row of rows) codes[row] = code;
    }
    return { categories, codes };
  }, [read, exists, dataset.rowCount, given, known]);
  return {
    classes,
    names: known,
    failure: failure ?? readFailure,
    addName: (name) => setNames(withNewNames(known, [name])),
    set(rows, category) {
      const correction: Given = { rows, category, isLaid: false };
      setFailure(null);
      setGiven((before) => [...before, correction]);
      actions.relabel(rows, column, category).then(
        () => (correction.isLaid = true),
        (error: unknown) => {
          setGiven((before) => before.filter((other) => other !== correction));
          setFailure(toFailure(error));
        },
      );
    },
  };
}

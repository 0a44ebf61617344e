import { useEffect, useState } from "react";
import { useActions } from "../workbench";

const nothing: ReadonlyMap<number, string> = new Map();

/** The texts of these cases by row; those that have not come yet are missing. */
export function useCaseTexts(
  dataset: string,
  column: string | null,
  cases: readonly { readonly row: number }[],
): ReadonlyMap<number, string> {
  const actions = useActions();
  const [texts, setTexts] = useState(nothing);
  useEffect(() => {
    if (column === null || cases.length === 0) return;
    let isWanted = true;
    const rows = cases.map(({ row }) => row);
    actions.rows(dataset, 0, rows.length, rows, [column]).then((page) => {
      const found = page.rows.map((row, at) => [row, String(page.values[0]?.[at] ?? "")] as const);
      if (isWanted) setTexts(new Map(found));
    }, actions.report);
    return () => {
      isWanted = false;
    };
  }, [actions, dataset, column, cases]);
  return texts;
}

import { useEffect, useState } from "react";
import type { DatasetInfo } from "../core/dataset";
import { useFormat } from "../i18n/locale";
import type { Fact } from "../ui/pictures/picture-dialog";
import { useActions } from "./workbench";

/** The row's values in every column that is no picture; null until they have come. */
export function useRowFacts(dataset: DatasetInfo, row: number | null): readonly Fact[] | null {
  const actions = useActions();
  const format = useFormat();
  const [loaded, setLoaded] = useState<{ readonly row: number; readonly facts: readonly Fact[] } | null>(null);
  useEffect(() => {
    if (row === null) return;
    let isWanted = true;
    const columns = dataset.columns.filter(({ kind }) => kind !== "image").slice(0, mostFacts);
    const names = columns.map(({ name }) => name);
    actions.rows(dataset.id, 0, 1, [row], names).then(({ values }) => {
      const facts = columns.map(({ name, kind }, at) => {
        const value = values[at]?.[0] ?? null;
        return { name, value: kind === "time" && value !== null ? format.dataTime(Number(value)) : shown(value) };
      });
      if (isWanted) setLoaded({ row, facts: [{ name: "#", value: format.number(row + 1) }, ...facts] });
    }, actions.report);
    return () => {
      isWanted = false;
    };
  }, [actions, format, dataset, row]);
  return loaded && loaded.row === row ? loaded.facts : null;
}

const mostFacts = 200;

function shown(value: string | number | null): string | null {
  return typeof value === "number" ? String(Number(value.toPrecision(12))) : value;
}

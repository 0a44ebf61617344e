/** A picture of the gallery large, with its row's other columns; it can be selected, and the keys lead on through what the gallery shows. */
import { Button } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import type { DatasetInfo } from "../../core/dataset";
import { useFormat, useMessages } from "../../i18n/locale";
import { PictureDialog, type Fact } from "../../ui/pictures/picture-dialog";
import { useActions } from "../workbench";
import type { NamedPictures } from "./named-pictures";

export interface GalleryZoomProps {
  readonly dataset: DatasetInfo;
  readonly named: NamedPictures;
  /** Those that the gallery shows, in its order. */
  readonly rows: readonly number[];
  readonly row: number | null;
  readonly isSelected: boolean;
  readonly onRow: (row: number | null) => void;
  readonly onPick: (row: number) => void;
}

export function GalleryZoom({ dataset, named, rows, row, isSelected, onRow, onPick }: GalleryZoomProps) {
  const words = useMessages().pictures;
  const format = useFormat();
  const facts = useFacts(dataset, row);
  const place = row === null ? -1 : rows.indexOf(row);
  const leadTo = (next: number | undefined) => (next === undefined ? null : () => onRow(next));
  return (
    <PictureDialog
      row={row}
      title={row === null ? "" : (named.nameOf(row) ?? words.rowTitle(format.number(row + 1)))}
      fetchPictures={named.fetchPictures}
      facts={facts}
      onPrevious={leadTo(rows[place - 1])}
      onNext={place < 0 ? null : leadTo(rows[place + 1])}
      onClose={() => onRow(null)}
    >
      {row !== null && (
        <Button
          variant={isSelected ? "light" : "default"}
          aria-pressed={isSelected}
          leftSection={isSelected ? <IconCheck size={16} stroke={2} aria-hidden /> : null}
          onClick={() => onPick(row)}
        >
          {isSelected ? words.selected : words.select}
        </Button>
      )}
    </PictureDialog>
  );
}

/** The row's values in every column that is no picture; null until they have come. */
function useFacts(dataset: DatasetInfo, row: number | null): readonly Fact[] | null {
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

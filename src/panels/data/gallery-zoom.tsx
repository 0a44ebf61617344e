/** A picture of the gallery large, with its row's other columns; it can be selected, and the keys lead on through what the gallery shows. */
import { Button } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import type { DatasetInfo } from "../../core/dataset";
import { useFormat, useMessages } from "../../i18n/locale";
import { PictureDialog } from "../../ui/pictures/picture-dialog";
import { useRowFacts } from "../use-row-facts";
import type { NamedPictures } from "../use-named-pictures";

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
  const facts = useRowFacts(dataset, row);
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

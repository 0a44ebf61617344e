/** The pictures of a data set as tiles with their classes, and one of them large where it is enlarged. */
import { useMemo } from "react";
import type { DatasetInfo } from "../../core/dataset";
import { useFormat, useMessages } from "../../i18n/locale";
import type { Selection } from "../../state/workbench";
import { PictureGrid, type PictureGridProps } from "../../ui/pictures/picture-grid";
import { categoryColor } from "../../ui/theme";
import type { ClassCodes } from "./class-column";
import { GalleryZoom } from "./gallery-zoom";
import type { NamedPictures } from "../use-named-pictures";

type OfGrid =
  | "rows"
  | "size"
  | "onSize"
  | "height"
  | "excluded"
  | "onActive"
  | "jump"
  | "isActiveShown"
  | "takesFocus"
  | "nothing";

export interface GalleryGridProps extends Pick<PictureGridProps, OfGrid> {
  readonly dataset: DatasetInfo;
  readonly named: NamedPictures;
  /** Leaves room for the class of each picture under it. */
  readonly hasClasses: boolean;
  /** null while they are read. */
  readonly codes: ClassCodes | null;
  /** Of this data set, or null. */
  readonly selection: Selection | null;
  readonly onPickRow: (row: number) => void;
  readonly onPickRows: (rows: readonly number[]) => void;
  /** The row that is enlarged, or null. */
  readonly zoomed: number | null;
  readonly onZoomed: (row: number | null) => void;
}

export function GalleryGrid(props: GalleryGridProps) {
  const { dataset, named, hasClasses, codes, selection, onPickRow, onPickRows, zoomed, onZoomed, ...ofGrid } = props;
  const words = useMessages().pictures;
  const format = useFormat();
  const selected = useMemo(() => new Set(selection?.rows), [selection]);
  const captionOf = (row: number) => (codes ? (codes.categories[codes.codes[row] ?? -1] ?? words.noClass) : "");
  const colourOf = (row: number) => (codes ? categoryColor(codes.codes[row] ?? -1) : undefined);
  return (
    <>
      <PictureGrid
        {...ofGrid}
        label={words.gridLabel(dataset.name, format.number(ofGrid.rows.length))}
        fetchPictures={named.fetchPictures}
        nameOf={named.nameOf}
        selected={selected}
        onPick={onPickRow}
        onPickRange={onPickRows}
        onZoom={onZoomed}
        {...(hasClasses ? { captionOf, colourOf } : {})}
      />
      <GalleryZoom
        dataset={dataset}
        named={named}
        rows={ofGrid.rows}
        row={zoomed}
        isSelected={zoomed !== null && selected.has(zoomed)}
        onRow={onZoomed}
        onPick={onPickRow}
      />
    </>
  );
}

/** The rows of a data set: as a gallery where it has pictures, as a table always. */
import { SegmentedControl } from "@mantine/core";
import type { DatasetInfo } from "../../core/dataset";
import { useFormat, useMessages } from "../../i18n/locale";
import { imageColumnOf } from "../use-pictures";
import { GallerySection } from "./gallery-section";
import { RecordsSection, type RecordsSectionProps } from "./records-section";

export interface RowsShown extends Pick<RecordsSectionProps, "find" | "onFind" | "isSelectedOnly"> {
  readonly shownAs: "gallery" | "table";
  readonly onShownAs: (view: "gallery" | "table") => void;
  readonly onSelectedOnly: (isSelectedOnly: boolean) => void;
}

export interface RowsViewProps extends RowsShown, Omit<RecordsSectionProps, "before" | "children"> {
  readonly dataset: DatasetInfo;
  readonly onPickRows: (rows: readonly number[]) => void;
  readonly onLabel: () => void;
}

export function RowsView(props: RowsViewProps) {
  const { shownAs, onShownAs, onSelectedOnly, onPickRows, onLabel, ...records } = props;
  const { dataset, selection, isSelectedOnly } = records;
  const words = useMessages();
  const format = useFormat();
  const column = imageColumnOf(dataset);
  const whichView = column !== null && (
    <SegmentedControl
      size="xs"
      aria-label={words.pictures.view}
      value={shownAs}
      data={[
        { value: "gallery", label: words.pictures.gallery },
        { value: "table", label: words.data.tableTitle },
      ]}
      onChange={(value) => onShownAs(value === "gallery" ? "gallery" : "table")}
    />
  );
  const isGallery = column !== null && shownAs === "gallery";
  // Over the gallery it is always there, so that selecting the first picture moves none.
  const whichRows = (selection || isGallery) && (
    <SegmentedControl
      size="xs"
      aria-label={words.data.whichRows}
      disabled={!selection}
      value={isSelectedOnly ? "selected" : "all"}
      data={[
        { value: "all", label: words.data.allRows },
        { value: "selected", label: words.data.selectedRows(format.number(selection?.rows.length ?? 0)) },
      ]}
      onChange={(value) => onSelectedOnly(value === "selected")}
    />
  );
  if (!isGallery) {
    return (
      <RecordsSection {...records} before={whichView}>
        {whichRows}
      </RecordsSection>
    );
  }
  return (
    <GallerySection
      dataset={dataset}
      column={column}
      selection={selection}
      isSelectedOnly={isSelectedOnly}
      onPickRow={records.onPickRow}
      onPickRows={onPickRows}
      onLabel={onLabel}
    >
      {whichView}
      {whichRows}
    </GallerySection>
  );
}

/** Test pictures with what was said of them: those of a cell of the confusion matrix, or all; worst first, least certain, right. */
import { Button, SegmentedControl } from "@mantine/core";
import { useMemo, useRef, useState } from "react";
import type { DatasetInfo } from "../../core/dataset";
import type { Cases } from "../../core/run";
import { inEveryLanguage } from "../../core/wording";
import { useFormat, useMessages } from "../../i18n/locale";
import { messages } from "../../i18n/messages";
import type { Selection } from "../../state/workbench";
import { Section } from "../../ui/controls/section";
import { ToolRow } from "../../ui/controls/tool-row";
import type { Fact } from "../../ui/pictures/picture-dialog";
import { PictureGrid } from "../../ui/pictures/picture-grid";
import { PictureSize } from "../../ui/pictures/picture-size";
import { categoryColor } from "../../ui/theme";
import { useNamedPictures } from "../use-named-pictures";
import { useActions, useProject } from "../workbench";
import { CaseDialog } from "./case-dialog";
import { caseOrders, orderCases, type CaseOrder } from "./case-order";
import { editsByRow } from "./edits-now";

/** A cell of the confusion matrix: class codes, and the rows in it. */
export interface Cell {
  readonly actual: number;
  readonly predicted: number;
  readonly rows: readonly number[];
}

export interface CaseGalleryProps {
  readonly dataset: DatasetInfo;
  /** The column of pictures. */
  readonly column: string;
  /** The column in which labels are corrected; null where they cannot be here. */
  readonly target: string | null;
  readonly cases: Cases;
  /** null: all cases. */
  readonly cell: Cell | null;
  readonly onCell: (cell: null) => void;
  /** What is said of a case when it is large, in place of its classes. */
  readonly factsOf?: (row: number) => readonly Fact[];
}

/** Wide enough for two names of classes under it. */
const tilePx = 144;
/** Two names of so many characters and how sure it was fit into one line under it. */
const mostInOneLine = 5;

export function CaseGallery({ dataset, column, target, cases, cell, onCell, factsOf }: CaseGalleryProps) {
  const words = useMessages().evaluate;
  const format = useFormat();
  const actions = useActions();
  const inUse = useProject((state) => state.dataset);
  const selection = useProject((state) => state.selection);
  const [order, setOrder] = useState<CaseOrder>("worst");
  const [size, setSize] = useState(tilePx);
  const [zoomed, setZoomed] = useState<number | null>(null);
  const named = useNamedPictures(dataset, column);
  const picked = useRef<Selection | null>(null);
  const ordered = useMemo(() => orderCases(cases, order), [cases, order]);
  const shown = useMemo(() => {
    const inCell = cell && new Set(cell.rows);
    return inCell ? ordered.filter(({ row }) => inCell.has(row)) : ordered;
  }, [ordered, cell]);
  const rows = useMemo(() => shown.map(({ row }) => row), [shown]);
  const caseOf = useMemo(() => new Map(shown.map((known) => [known.row, known])), [shown]);
  const edits = useMemo(() => editsByRow(dataset.edits, target), [dataset.edits, target]);
  const selected = useMemo(
    () => new Set(selection?.dataset === dataset.id ? selection.rows : []),
    [selection, dataset.id],
  );
  const captionLines = cases.categories.some((name) => name.length > mostInOneLine) ? 2 : 1;
  const nameOf = (code: number) => cases.categories[code] ?? "";

  /** The first picture that is picked takes the place of what a chart has selected. */
  const pick = (more: readonly number[]) => {
    const isOwn = selection !== null && selection === picked.current;
    const before = new Set(isOwn ? selection.rows : []);
    const [first] = more;
    if (more.length === 1 && first !== undefined && before.has(first)) before.delete(first);
    else for (const row of more) before.add(row);
    const next = [...before].toSorted((a, b) => a - b);
    picked.current = {
      dataset: dataset.id,
      rows: next,
      label: inEveryLanguage((locale) => messages[locale].data.pickedRows),
    };
    if (next.length > 0) actions.select(picked.current);
    else actions.clearSelection();
  };
  const captionOf = (row: number) => {
    const known = caseOf.get(row);
    if (!known) return "";
    const { actual, predicted, confidence } = known;
    const edit = edits.get(row);
    if (edit?.isExcluded) return words.nowExcluded(nameOf(actual));
    if (edit && edit.label !== null && edit.label !== nameOf(actual)) return words.nowLabel(edit.label, nameOf(actual));
    return words.caption(nameOf(actual), nameOf(predicted), format.percent(confidence, 0));
  };
  return (
    <Section title={words.gallery} note={target === null ? words.galleryNoteExclude : words.galleryNote}>
      <ToolRow end={<PictureSize size={size} onSize={setSize} />}>
        <SegmentedControl
          size="xs"
          aria-label={words.order}
          value={order}
          data={caseOrders.map((value) => ({ value, label: words.orders[value] }))}
          onChange={(value) => setOrder(caseOrders.find((known) => known === value) ?? "worst")}
        />
        {cell && (
          <>
            <strong data-testid="cell">{words.ofCell(nameOf(cell.actual), nameOf(cell.predicted))}</strong>
            <Button size="compact-sm" variant="subtle" onClick={() => onCell(null)}>
              {words.allCases}
            </Button>
          </>
        )}
      </ToolRow>
      <PictureGrid
        label={words.galleryLabel(format.number(rows.length))}
        rows={rows}
        fetchPictures={named.fetchPictures}
        nameOf={named.nameOf}
        size={size}
        onSize={setSize}
        height="min(640px, 70dvh)"
        captionOf={captionOf}
        captionLines={captionLines}
        colourOf={(row) => categoryColor(caseOf.get(row)?.actual ?? -1)}
        selected={selected}
        onPick={(row) => pick([row])}
        onPickRange={pick}
        onZoom={setZoomed}
        nothing={words.noCases}
      />
      <CaseDialog
        dataset={dataset}
        target={target}
        cases={cases}
        rows={rows}
        row={zoomed}
        edit={zoomed === null ? undefined : edits.get(zoomed)}
        canEdit={inUse?.id === dataset.id}
        isSelected={zoomed !== null && selected.has(zoomed)}
        named={named}
        onRow={setZoomed}
        onPick={(row) => pick([row])}
        {...(factsOf ? { factsOf } : {})}
      />
    </Section>
  );
}

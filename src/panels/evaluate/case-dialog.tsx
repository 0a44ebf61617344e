/** A test picture large: what it is, what was said of it and how surely; it can be relabelled and excluded here. */
import { Button, NativeSelect } from "@mantine/core";
import { IconCheck, IconEyeOff } from "@tabler/icons-react";
import type { DatasetInfo } from "../../core/dataset";
import type { Cases } from "../../core/run";
import { useFormat, useMessages } from "../../i18n/locale";
import { PictureDialog, type Fact } from "../../ui/pictures/picture-dialog";
import type { NamedPictures } from "../use-named-pictures";
import { useEdits } from "../use-edits";
import { useRowFacts } from "../use-row-facts";
import type { EditOfRow } from "./edits-now";

export interface CaseDialogProps {
  readonly dataset: DatasetInfo;
  /** The column in which its label is corrected; null where it cannot be here. */
  readonly target: string | null;
  readonly cases: Cases;
  /** Those that the gallery shows, in its order. */
  readonly rows: readonly number[];
  readonly row: number | null;
  readonly edit: EditOfRow | undefined;
  readonly canEdit: boolean;
  readonly isSelected: boolean;
  readonly named: NamedPictures;
  readonly onRow: (row: number | null) => void;
  readonly onPick: (row: number) => void;
  /** What is said of it, in place of its classes. */
  readonly factsOf?: (row: number) => readonly Fact[];
}

const mostClasses = 6;

export function CaseDialog(props: CaseDialogProps) {
  const { dataset, target, cases, rows, row, edit, canEdit, isSelected, named, onRow, onPick, factsOf } = props;
  const words = useMessages().evaluate;
  const { pictures, edits: editWords } = useMessages();
  const format = useFormat();
  const edits = useEdits();
  const known = useRowFacts(dataset, row);
  const at = row === null ? -1 : rows.indexOf(row);
  const leadTo = (next: number | undefined) => (next === undefined ? null : () => onRow(next));
  const categories = dataset.columns.find(({ name }) => name === target)?.categories ?? cases.categories;
  const place = row === null ? -1 : cases.rows.indexOf(row);
  const actual = cases.categories[cases.actual[place] ?? -1] ?? "";
  const ownFacts = (): readonly Fact[] => [
    { name: words.actual, value: actual },
    { name: words.predicted, value: cases.categories[cases.predicted[place] ?? -1] ?? null },
    ...likeliest(cases, place).map(({ category, probability }) => ({
      name: words.probabilityOf(category),
      value: format.percent(probability),
    })),
  ];
  const said = factsOf && row !== null ? factsOf(row) : ownFacts();
  return (
    <PictureDialog
      row={row}
      title={row === null ? "" : (named.nameOf(row) ?? pictures.rowTitle(format.number(row + 1)))}
      fetchPictures={named.fetchPictures}
      facts={known && [...said, ...known]}
      onPrevious={leadTo(rows[at - 1])}
      onNext={at < 0 ? null : leadTo(rows[at + 1])}
      onClose={() => onRow(null)}
    >
      {row !== null && (
        <>
          {canEdit && target !== null && (
            <NativeSelect
              size="xs"
              label={words.relabelCase}
              value={edit?.label ?? actual}
              data={[...categories]}
              onChange={(event) => edits.relabel([row], target, event.currentTarget.value)}
            />
          )}
          <Button.Group>
            <Button
              size="xs"
              fullWidth
              variant={isSelected ? "light" : "default"}
              aria-pressed={isSelected}
              leftSection={isSelected ? <IconCheck size={14} stroke={2} aria-hidden /> : null}
              onClick={() => onPick(row)}
            >
              {isSelected ? words.selectedCase : words.selectCase}
            </Button>
            {canEdit && (
              <Button
                size="xs"
                fullWidth
                variant="default"
                disabled={edit?.isExcluded === true}
                leftSection={<IconEyeOff size={14} stroke={1.75} aria-hidden />}
                onClick={() => edits.exclude([row])}
              >
                {edit?.isExcluded ? words.excludedNow : editWords.exclude}
              </Button>
            )}
          </Button.Group>
        </>
      )}
    </PictureDialog>
  );
}

function likeliest({ categories, probabilities }: Cases, place: number) {
  return categories
    .map((category, code) => ({ category, probability: probabilities[place * categories.length + code] ?? Number.NaN }))
    .toSorted((a, b) => b.probability - a.probability)
    .slice(0, mostClasses);
}

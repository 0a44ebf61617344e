/** Labelling over the whole width: one key a class, many pictures at once, on to the next one without a class, undo by the usual keys. */
import { Button, NativeSelect, Progress } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import type { DatasetInfo } from "../../core/dataset";
import type { Selection } from "../../state/workbench";
import { useFormat, useMessages } from "../../i18n/locale";
import { FailureBox } from "../../ui/controls/failure-box";
import { StepHeader } from "../../ui/controls/step-header";
import { useProject } from "../workbench";
import { classColumnsOf, labelColumnFor } from "./class-column";
import { ClassPalette } from "./class-palette";
import { GalleryGrid } from "./gallery-grid";
import { LabellingTools } from "./labelling-tools";
import classes from "./labelling.module.css";
import { useNamedPictures } from "../use-named-pictures";
import { useLabellingKeys } from "./use-labelling-keys";
import { useLabels } from "./use-labels";

export interface LabellingViewProps {
  readonly dataset: DatasetInfo;
  /** The column of pictures. */
  readonly column: string;
  /** Of this data set, or null. */
  readonly selection: Selection | null;
  readonly onPickRow: (row: number) => void;
  readonly onPickRows: (rows: readonly number[]) => void;
  readonly onDone: () => void;
}

const firstSize = 128;

export function LabellingView({ dataset, column, selection, onPickRow, onPickRows, onDone }: LabellingViewProps) {
  const words = useMessages().pictures;
  const format = useFormat();
  const task = useProject((state) => state.project.draft.task);
  // The question may change with the labels; the column stays the one that was begun with.
  const [labelColumn, setLabelColumn] = useState(() => labelColumnFor(dataset, task));
  const labels = useLabels(dataset, labelColumn);
  const named = useNamedPictures(dataset, column);
  const [size, setSize] = useState(firstSize);
  const [isRestOnly, setRestOnly] = useState(false);
  const [active, setActive] = useState(0);
  const [zoomed, setZoomed] = useState<number | null>(null);
  const all = useMemo(() => Array.from({ length: dataset.rowCount }, (_, row) => row), [dataset.rowCount]);
  const { classes: codes } = labels;
  const rows = useMemo(
    () => (isRestOnly ? all.filter((row) => (codes?.codes[row] ?? -1) < 0) : all),
    [all, isRestOnly, codes],
  );
  const acted = selection ? selection.rows : rows.includes(active) ? [active] : rows.slice(0, 1);
  const labelled = codes ? codes.codes.reduce((sum, code) => sum + (code < 0 ? 0 : 1), 0) : 0;

  const keys = useLabellingKeys({ labels, all, acted, selection, isPaused: zoomed !== null });
  const actedName = acted[0] === undefined ? "" : (named.nameOf(acted[0]) ?? words.row(format.number(acted[0] + 1)));
  const choices = [...new Set([labelColumn, ...classColumnsOf(dataset).map(({ name }) => name)])];
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys are those of the buttons within
    <div className={classes.view} onKeyDown={keys.press}>
      <StepHeader title={words.label} note={words.labelText}>
        <Button leftSection={<IconCheck size={16} stroke={1.75} aria-hidden />} onClick={onDone}>
          {words.done}
        </Button>
      </StepHeader>
      {labels.failure && <FailureBox failure={labels.failure} />}
      <div className={classes.parts}>
        <div className={classes.side}>
          <NativeSelect
            size="xs"
            label={words.labelColumn}
            value={labelColumn}
            data={choices}
            onChange={(event) => setLabelColumn(event.currentTarget.value)}
          />
          <div>
            <p className={classes.progress}>{words.labelled(format.number(labelled), format.number(all.length))}</p>
            <Progress
              value={(100 * labelled) / Math.max(1, all.length)}
              size="sm"
              aria-label={words.labelled(format.number(labelled), format.number(all.length))}
            />
          </div>
          <ClassPalette
            key={labelColumn}
            labels={labels}
            target={
              selection ? words.keyLabelsMany(format.number(selection.rows.length)) : words.keyLabelsOne(actedName)
            }
            isDisabled={acted.length === 0 || !codes}
            onChoose={keys.choose}
          />
        </div>
        <div className={classes.pictures}>
          <LabellingTools
            total={all.length}
            labelled={labelled}
            isRestOnly={isRestOnly}
            onRestOnly={setRestOnly}
            onNext={keys.goToNext}
            size={size}
            onSize={setSize}
          />
          <GalleryGrid
            dataset={dataset}
            named={named}
            hasClasses
            codes={codes}
            rows={rows}
            size={size}
            onSize={setSize}
            height="max(360px, calc(100dvh - 260px))"
            selection={selection}
            onPickRow={onPickRow}
            onPickRows={onPickRows}
            onActive={setActive}
            zoomed={zoomed}
            onZoomed={setZoomed}
            jump={keys.jump}
            isActiveShown
            takesFocus
            nothing={words.allLabelled}
          />
          <p className={classes.note}>{words.labelHint}</p>
        </div>
      </div>
    </div>
  );
}

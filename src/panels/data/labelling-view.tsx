/** Labelling over the whole width: one key a class, many pictures at once, on to the next one without a class, undo by the usual keys. */
import { Button, Kbd, NativeSelect, Progress, SegmentedControl } from "@mantine/core";
import { IconArrowBackUp, IconCheck } from "@tabler/icons-react";
import { useMemo, useState, type KeyboardEvent } from "react";
import type { DatasetInfo } from "../../core/dataset";
import type { Selection } from "../../state/workbench";
import { useFormat, useMessages } from "../../i18n/locale";
import { FailureBox } from "../../ui/controls/failure-box";
import { StepHeader } from "../../ui/controls/step-header";
import { PictureGrid } from "../../ui/pictures/picture-grid";
import { PictureSize } from "../../ui/pictures/picture-size";
import { categoryColor } from "../../ui/theme";
import { useActions, useProject } from "../workbench";
import { classColumnsOf, labelColumnFor } from "./class-column";
import { ClassPalette } from "./class-palette";
import { GalleryZoom } from "./gallery-zoom";
import { classKeys, nextKey, nextWithout } from "./labelling";
import classes from "./labelling.module.css";
import { useNamedPictures } from "./named-pictures";
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
  const actions = useActions();
  const task = useProject((state) => state.project.draft.task);
  const canUndo = useProject((state) => state.canUndo);
  // The question may change with the labels; the column stays the one that was begun with.
  const [labelColumn, setLabelColumn] = useState(() => labelColumnFor(dataset, task));
  const labels = useLabels(dataset, labelColumn);
  const named = useNamedPictures(dataset, column);
  const [size, setSize] = useState(firstSize);
  const [isRestOnly, setRestOnly] = useState(false);
  const [active, setActive] = useState(0);
  const [jump, setJump] = useState<{ readonly row: number } | null>(null);
  const [zoomed, setZoomed] = useState<number | null>(null);
  const selected = useMemo(() => new Set(selection?.rows), [selection]);
  const all = useMemo(() => Array.from({ length: dataset.rowCount }, (_, row) => row), [dataset.rowCount]);
  const codeOf = (row: number) => labels.classes?.codes[row] ?? -1;
  const hasClass = (row: number) => codeOf(row) >= 0;
  const { classes: codes } = labels;
  const rows = useMemo(
    () => (isRestOnly ? all.filter((row) => (codes?.codes[row] ?? -1) < 0) : all),
    [all, isRestOnly, codes],
  );
  const acted = selection ? selection.rows : rows.includes(active) ? [active] : rows.slice(0, 1);
  const labelled = codes ? codes.codes.reduce((sum, code) => sum + (code < 0 ? 0 : 1), 0) : 0;

  const last = acted.at(-1) ?? -1;
  const goToNext = (has = hasClass) => {
    // Where all have a class they are gone through again.
    const row = nextWithout(all, has, last) ?? all[last + 1];
    if (row !== undefined) setJump({ row });
  };
  const choose = (category: string) => {
    if (acted.length === 0 || !codes) return;
    labels.set(acted, category);
    if (selection) actions.clearSelection();
    const just = new Set(acted);
    goToNext((row) => just.has(row) || hasClass(row));
  };
  const pressKey = (event: KeyboardEvent) => {
    const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (isTyping || zoomed !== null || event.ctrlKey || event.metaKey || event.altKey) return;
    const name = classKeys(labels.names).get(event.key.toLowerCase());
    if (name !== undefined) choose(name);
    else if (event.key === nextKey) goToNext();
    else return;
    event.preventDefault();
  };
  const actedName = acted[0] === undefined ? "" : (named.nameOf(acted[0]) ?? words.row(format.number(acted[0] + 1)));
  const choices = [...new Set([labelColumn, ...classColumnsOf(dataset).map(({ name }) => name)])];
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys are those of the buttons within
    <div className={classes.view} onKeyDown={pressKey}>
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
            onChoose={choose}
          />
        </div>
        <div className={classes.pictures}>
          <div className={classes.tools}>
            <SegmentedControl
              size="xs"
              aria-label={words.whichPictures}
              value={isRestOnly ? "rest" : "all"}
              data={[
                { value: "all", label: words.allPictures(format.number(all.length)) },
                { value: "rest", label: words.restPictures(format.number(all.length - labelled)) },
              ]}
              onChange={(value) => setRestOnly(value === "rest")}
            />
            <Button
              size="compact-sm"
              variant="default"
              rightSection={<Kbd size="xs">{nextKey}</Kbd>}
              disabled={labelled === all.length}
              onClick={() => goToNext()}
            >
              {words.nextWithout}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconArrowBackUp size={16} stroke={1.75} aria-hidden />}
              disabled={!canUndo}
              onClick={actions.undo}
            >
              {words.undo}
            </Button>
            <span className={classes.space} />
            <PictureSize size={size} onSize={setSize} />
          </div>
          <PictureGrid
            label={words.gridLabel(dataset.name, format.number(rows.length))}
            rows={rows}
            fetchPictures={named.fetchPictures}
            nameOf={named.nameOf}
            captionOf={(row) => codes?.categories[codeOf(row)] ?? words.noClass}
            colourOf={(row) => categoryColor(codeOf(row))}
            size={size}
            onSize={setSize}
            height="max(360px, calc(100dvh - 260px))"
            selected={selected}
            onPick={onPickRow}
            onPickRange={onPickRows}
            onZoom={setZoomed}
            onActive={setActive}
            jump={jump}
            isActiveShown
            takesFocus
            nothing={words.allLabelled}
          />
          <p className={classes.note}>{words.labelHint}</p>
        </div>
      </div>
      <GalleryZoom
        dataset={dataset}
        named={named}
        rows={rows}
        row={zoomed}
        isSelected={zoomed !== null && selected.has(zoomed)}
        onRow={setZoomed}
        onPick={onPickRow}
      />
    </div>
  );
}

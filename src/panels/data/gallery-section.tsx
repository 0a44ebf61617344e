/** The pictures of the data set as a gallery: by class, the selected ones alone where that is asked for, each to be enlarged. */
import { Button, NativeSelect } from "@mantine/core";
import { IconTags, IconZoomIn } from "@tabler/icons-react";
import { useMemo, useState, type ReactNode } from "react";
import type { DatasetInfo } from "../../core/dataset";
import { excludedRows } from "../../core/excluded-rows";
import type { Selection } from "../../state/workbench";
import { useFormat, useMessages } from "../../i18n/locale";
import { FailureBox } from "../../ui/controls/failure-box";
import { ToolRow } from "../../ui/controls/tool-row";
import { defaultSize, PictureSize } from "../../ui/pictures/picture-size";
import { useProject } from "../workbench";
import { classColumnFor, classColumnsOf, useClassCodes, useRowsOfClasses } from "./class-column";
import { ClassFilter } from "./class-filter";
import { GalleryGrid } from "./gallery-grid";
import classes from "./gallery.module.css";
import { useNamedPictures } from "../use-named-pictures";

export interface GallerySectionProps {
  readonly dataset: DatasetInfo;
  /** The column of pictures. */
  readonly column: string;
  /** Of this data set, or null. */
  readonly selection: Selection | null;
  readonly isSelectedOnly: boolean;
  readonly onPickRow: (row: number) => void;
  readonly onPickRows: (rows: readonly number[]) => void;
  readonly onLabel: () => void;
  /** Which view, which rows: on the left of the tools. */
  readonly children?: ReactNode;
}

const noneShown: ReadonlySet<number> = new Set();

export function GallerySection(props: GallerySectionProps) {
  const { dataset, column, selection, isSelectedOnly, onPickRow, onPickRows, onLabel, children } = props;
  const words = useMessages().pictures;
  const format = useFormat();
  const task = useProject((state) => state.project.draft.task);
  const [chosen, setChosen] = useState<string | null>(null);
  const [size, setSize] = useState(defaultSize);
  const [shown, setShown] = useState(noneShown);
  const [active, setActive] = useState<number | null>(null);
  const [zoomed, setZoomed] = useState<number | null>(null);
  const choices = classColumnsOf(dataset).map(({ name }) => name);
  const classColumn = chosen !== null && choices.includes(chosen) ? chosen : classColumnFor(dataset, task);
  const { classes: codes, failure } = useClassCodes(dataset, classColumn);
  const only = isSelectedOnly && selection ? selection.rows : null;
  const rows = useRowsOfClasses(dataset, only, codes, shown);
  const named = useNamedPictures(dataset, column);
  const excluded = useMemo(() => excludedRows(dataset.edits), [dataset.edits]);
  const enlarge = active !== null && rows.includes(active) ? active : rows[0];
  return (
    <section className={classes.gallery} aria-label={words.gallery}>
      <ToolRow
        end={
          <Button
            size="compact-sm"
            variant={classColumn === null ? "light" : "default"}
            leftSection={<IconTags size={16} stroke={1.75} aria-hidden />}
            onClick={onLabel}
          >
            {words.label}
          </Button>
        }
      >
        {children}
      </ToolRow>
      {failure && <FailureBox failure={failure} />}
      {classColumn === null && <p className={classes.lead}>{words.noClassesHint}</p>}
      <div className={classes.filter}>
        {choices.length > 1 && (
          <NativeSelect
            size="xs"
            aria-label={words.classColumn}
            value={classColumn ?? ""}
            data={choices.map((name) => ({ value: name, label: words.by(name) }))}
            onChange={(event) => {
              setChosen(event.currentTarget.value);
              setShown(noneShown);
            }}
          />
        )}
        {codes && classColumn !== null && (
          <ClassFilter column={classColumn} of={codes} shown={shown} onShown={setShown} />
        )}
      </div>
      <GalleryGrid
        dataset={dataset}
        named={named}
        hasClasses={classColumn !== null}
        codes={codes}
        rows={rows}
        size={size}
        onSize={setSize}
        selection={selection}
        excluded={excluded}
        onPickRow={onPickRow}
        onPickRows={onPickRows}
        onActive={setActive}
        zoomed={zoomed}
        onZoomed={setZoomed}
      />
      <ToolRow
        end={
          <>
            <Button
              size="compact-sm"
              variant="default"
              disabled={enlarge === undefined}
              leftSection={<IconZoomIn size={16} stroke={1.75} aria-hidden />}
              onClick={() => setZoomed(enlarge ?? null)}
            >
              {words.enlarge}
            </Button>
            <PictureSize size={size} onSize={setSize} />
          </>
        }
      >
        <p className={classes.note}>{selection ? format.text(selection.label) : words.hint}</p>
      </ToolRow>
    </section>
  );
}

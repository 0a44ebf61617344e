/** One data set: its files on the left, its rows in the middle, its red flags on the right. */
import { Button } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { useCallback, useRef, useState } from "react";
import type { ColumnKind } from "../../core/column";
import type { DatasetInfo, RedFlag } from "../../core/dataset";
import { toFailure, type Failure } from "../../core/failure";
import type { SourceFile } from "../../core/source-file";
import { useFormat, useMessages } from "../../i18n/locale";
import { FailureBox } from "../../ui/controls/failure-box";
import { OpeningProgress } from "../../ui/controls/opening-progress";
import { StepHeader } from "../../ui/controls/step-header";
import { imageColumnOf } from "../use-pictures";
import { useActions, useProject, useWorkbench } from "../workbench";
import classes from "./data-panel.module.css";
import { EditHistory } from "./edit-history";
import { FilesSection } from "./files-section";
import { LabellingView } from "./labelling-view";
import { OpenButton } from "./open-button";
import { ReadingForm } from "./reading-form";
import { RedFlags } from "./red-flags";
import { RowsView, type RowsShownAs } from "./rows-view";
import { SampleLesson } from "./sample-lesson";
import { toggledRow, withRows } from "./toggled-row";
import { useLasting } from "./use-lasting";
import { useReread } from "./use-reread";

export function DatasetView({ dataset }: { dataset: DatasetInfo }) {
  const words = useMessages().data;
  const format = useFormat();
  const actions = useActions();
  const { catalogue } = useWorkbench();
  const opening = useProject((state) => state.opening);
  const openFailure = useProject((state) => state.openFailure);
  const anySelection = useProject((state) => state.selection);
  const selection = anySelection?.dataset === dataset.id ? anySelection : null;
  const table = useRef<HTMLDivElement>(null);
  const [find, setFind] = useState("");
  const [isSelectedOnly, setSelectedOnly] = useState(false);
  const [shownAs, setShownAs] = useState<RowsShownAs>("gallery");
  const [isLabelling, setLabelling] = useState(false);
  const [conversionFailure, setConversionFailure] = useState<Failure | null>(null);
  const reread = useReread();
  const isOpening = useLasting(opening !== null);
  // A selection made later shows all rows first.
  if (!selection && isSelectedOnly) setSelectedOnly(false);

  const show = () => table.current?.scrollIntoView({ block: "nearest" });
  const showRows = ({ rows, message }: RedFlag) => {
    actions.select({ dataset: dataset.id, rows, label: message });
    setSelectedOnly(true);
    show();
  };
  const showColumn = (name: string) => {
    setShownAs("table");
    setFind(name);
    show();
  };
  const convert = useCallback(
    (column: string, kind: ColumnKind) => {
      setConversionFailure(null);
      actions.convertColumn(column, kind).catch((error: unknown) => setConversionFailure(toFailure(error)));
    },
    [actions],
  );
  const pickRow = (row: number) => {
    const next = toggledRow(selection, dataset.id, row);
    if (next) actions.select(next);
    else actions.clearSelection();
  };
  const pickRows = (rows: readonly number[]) => actions.select(withRows(selection, dataset.id, rows));
  const openOthers = (files: readonly SourceFile[]) => {
    reread.forget();
    // A refusal is kept by the store and shown below.
    void actions.openFiles(files).catch(() => {});
  };

  const { sample, files } = dataset.source;
  const reading = files.find((file) => file.reading)?.reading;
  const pictures = imageColumnOf(dataset);
  if (isLabelling && pictures !== null) {
    return (
      <LabellingView
        dataset={dataset}
        column={pictures}
        selection={selection}
        onPickRow={pickRow}
        onPickRows={pickRows}
        onDone={() => setLabelling(false)}
      />
    );
  }
  return (
    <div className={classes.panel}>
      <StepHeader
        title={words.title}
        note={`${dataset.name} · ${words.summary(
          format.number(dataset.rowCount),
          format.number(dataset.columns.length),
          format.bytes(dataset.sizeBytes),
        )}`}
      >
        <OpenButton onFiles={openOthers} />
        <Button
          rightSection={<IconArrowRight size={16} stroke={1.75} aria-hidden />}
          onClick={() => actions.goTo("prepare")}
        >
          {words.next}
        </Button>
      </StepHeader>
      {openFailure && !reread.wasTried && <FailureBox failure={openFailure} />}
      <div className={classes.parts} data-files={files.length > 0 || undefined}>
        <div className={classes.flags}>
          {sample !== undefined && <SampleLesson sample={catalogue.samples.find(({ id }) => id === sample) ?? null} />}
          <RedFlags flags={dataset.redFlags} onShowRows={showRows} onShowColumn={showColumn} />
        </div>
        <div className={classes.table} ref={table}>
          {conversionFailure && <FailureBox failure={conversionFailure} onClose={() => setConversionFailure(null)} />}
          {opening && isOpening ? (
            <OpeningProgress {...opening} onCancel={actions.cancelOpening} />
          ) : (
            <RowsView
              shownAs={shownAs}
              onShownAs={setShownAs}
              onPickRows={pickRows}
              onLabel={() => setLabelling(true)}
              dataset={dataset}
              selection={selection}
              find={find}
              onFind={setFind}
              isSelectedOnly={isSelectedOnly}
              onSelectedOnly={setSelectedOnly}
              onConvert={convert}
              onPickRow={pickRow}
            />
          )}
        </div>
        {files.length > 0 && (
          <div className={classes.files}>
            <FilesSection dataset={dataset} />
            {reading && (
              <ReadingForm
                reading={reading}
                isBusy={opening !== null}
                failure={reread.wasTried ? openFailure : null}
                onChange={(change) => void reread.read(reading, change)}
              />
            )}
          </div>
        )}
      </div>
      <EditHistory dataset={dataset} />
    </div>
  );
}

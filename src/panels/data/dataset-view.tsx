/** One data set: its files on the left, its rows in the middle, its red flags on the right. */
import { Button } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from "react";
import type { ColumnKind } from "../../core/column";
import type { DatasetInfo, RedFlag } from "../../core/dataset";
import { toFailure, type Failure } from "../../core/failure";
import type { SourceFile } from "../../core/source-file";
import { proseColumns } from "../../core/proposed-texts";
import { vectorSizeOf } from "../../core/word-vectors";
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
import { RowsView } from "./rows-view";
import { loadTextsSection, loadVectorsSection } from "./text-sections";
import { SampleLesson } from "./sample-lesson";
import { useLasting } from "./use-lasting";
import { usePickedRows } from "./use-picked-rows";
import { useReread } from "./use-reread";
import { useRowsShown } from "./use-rows-shown";

const VectorsSection = lazy(loadVectorsSection);
const TextsSection = lazy(loadTextsSection);

export function DatasetView({ dataset }: { dataset: DatasetInfo }) {
  const words = useMessages().data;
  const format = useFormat();
  const actions = useActions();
  const { catalogue } = useWorkbench();
  const opening = useProject((state) => state.opening);
  const openFailure = useProject((state) => state.openFailure);
  const picked = usePickedRows(dataset);
  const table = useRef<HTMLDivElement>(null);
  const show = () => table.current?.scrollIntoView({ block: "nearest" });
  const rowsShown = useRowsShown(picked.selection !== null, show);
  const [isLabelling, setLabelling] = useState(false);
  const [conversionFailure, setConversionFailure] = useState<Failure | null>(null);
  const reread = useReread();
  const isOpening = useLasting(opening !== null);
  const showRows = ({ rows, message }: RedFlag) => {
    actions.select({ dataset: dataset.id, rows, label: message });
    rowsShown.showSelected();
  };
  const convert = useCallback(
    (column: string, kind: ColumnKind) => {
      setConversionFailure(null);
      actions.convertColumn(column, kind).catch((error: unknown) => setConversionFailure(toFailure(error)));
    },
    [actions],
  );
  const openOthers = (files: readonly SourceFile[]) => {
    reread.forget();
    // A refusal is kept by the store and shown below.
    void actions.openFiles(files).catch(() => {});
  };

  const { sample, files } = dataset.source;
  const reading = files.find((file) => file.reading)?.reading;
  const pictures = imageColumnOf(dataset);
  const prose = useMemo(() => proseColumns(dataset.columns), [dataset]);
  if (isLabelling && pictures !== null) {
    return <LabellingView dataset={dataset} column={pictures} {...picked} onDone={() => setLabelling(false)} />;
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
          <RedFlags flags={dataset.redFlags} onShowRows={showRows} onShowColumn={rowsShown.showColumn} />
        </div>
        <div className={classes.table} ref={table}>
          {conversionFailure && <FailureBox failure={conversionFailure} onClose={() => setConversionFailure(null)} />}
          {opening && isOpening ? (
            <OpeningProgress {...opening} onCancel={actions.cancelOpening} />
          ) : (
            <RowsView
              {...rowsShown}
              {...picked}
              dataset={dataset}
              onLabel={() => setLabelling(true)}
              onConvert={convert}
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
      {prose.length > 0 && (
        <Suspense fallback={null}>
          <TextsSection key={dataset.id} dataset={dataset} columns={prose} />
        </Suspense>
      )}
      {vectorSizeOf(dataset.columns) !== null && (
        <Suspense fallback={null}>
          <VectorsSection key={dataset.fingerprint} dataset={dataset} />
        </Suspense>
      )}
      <EditHistory dataset={dataset} />
    </div>
  );
}

/** Predictions row by row with their probabilities, in pages, and as a CSV file. */
import { Button, Table } from "@mantine/core";
import { useState } from "react";
import { answerName } from "../../core/answer-columns";
import type { Predictions, Run } from "../../core/run";
import { isOfSeries } from "../../core/task";
import { useFormat, useMessages } from "../../i18n/locale";
import type { PredictOn } from "../../state/workbench";
import { DownloadButton } from "../../ui/controls/download-button";
import { useActions } from "../workbench";
import { foundFrom } from "./label-answer";
import classes from "./use.module.css";

const pageSize = 20;
/** Columns of probabilities that are shown; the file has all. */
const mostCategories = 8;
/** Of labels each says something of its own. */
const mostLabels = 20;
/** Of a column of probabilities. */
const columnPx = 120;

export interface PredictionTableProps {
  readonly run: Run;
  readonly on: PredictOn;
  readonly predictions: Predictions;
}

export function PredictionTable({ run, on, predictions }: PredictionTableProps) {
  const { use, labels, reconstruction, windows } = useMessages();
  const format = useFormat();
  const actions = useActions();
  const [first, setFirst] = useState(0);
  const { rows, values, categories = [], probabilities, files, flagged } = predictions;
  const last = Math.min(first + pageSize, rows.length);
  const { task } = run.request;
  const areLabels = task.kind === "multilabel";
  const shownCategories = categories.slice(0, areLabels ? mostLabels : mostCategories);
  const left = values.filter((value) => value === null).length;
  const write = (value: Predictions["values"][number] | undefined) =>
    typeof value === "number" ? format.significant(value) : typeof value === "string" ? value : "–";
  const writeLabels = (place: number) => {
    if (values[place] === null) return "–";
    const found = categories.filter((_, index) => (probabilities?.[place]?.[index] ?? 0) >= foundFrom);
    return found.length > 0 ? format.list(found) : labels.noneShort;
  };
  const minWidth = (files ? 480 : 360) + (areLabels ? columnPx * shownCategories.length : 0);
  return (
    <div>
      <div className={classes.resultHead}>
        <p>
          <strong>{use.results}</strong> · {use.resultsCount(format.number(rows.length))}
          {left > 0 && ` · ${(isOfSeries(task) ? windows : use).left(format.number(left))}`}
        </p>
        <DownloadButton
          label={use.download}
          fileName={`${run.datasetName}-predictions.csv`}
          make={() => actions.predictionsCsv(run.id, on)}
          onFailure={actions.report}
        />
      </div>
      <p className={classes.quiet}>{use.downloadNote}</p>
      <Table.ScrollContainer minWidth={minWidth}>
        <Table verticalSpacing={4} className={`lb-number ${classes.results}`} aria-label={use.results}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{use.row}</Table.Th>
              {files && <Table.Th scope="col">{use.file}</Table.Th>}
              <Table.Th scope="col">
                {task.kind === "multilabel"
                  ? labels.found
                  : task.kind === "reconstruction"
                    ? reconstruction.errorOf
                    : use.value(answerName(task))}
              </Table.Th>
              {flagged && <Table.Th scope="col">{reconstruction.flag}</Table.Th>}
              {shownCategories.map((category) => (
                <Table.Th key={category} scope="col" className={areLabels ? (classes.probability ?? "") : ""}>
                  {areLabels ? category : use.probabilityOf(category)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.slice(first, last).map((row, offset) => (
              <Table.Tr key={row}>
                <Table.Td>{format.number(row + 1)}</Table.Td>
                {files && <Table.Td className={classes.file}>{files[first + offset]}</Table.Td>}
                <Table.Td>{areLabels ? writeLabels(first + offset) : write(values[first + offset])}</Table.Td>
                {flagged && (
                  <Table.Td data-found={flagged[first + offset] || undefined}>
                    {flagged[first + offset] === null
                      ? "–"
                      : flagged[first + offset]
                        ? reconstruction.yes
                        : reconstruction.no}
                  </Table.Td>
                )}
                {shownCategories.map((category, index) => {
                  const probability = probabilities?.[first + offset]?.[index] ?? NaN;
                  return (
                    <Table.Td key={category} data-found={(areLabels && probability >= foundFrom) || undefined}>
                      {format.percent(probability)}
                    </Table.Td>
                  );
                })}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <div className={classes.buttons}>
        <Button variant="default" size="compact-sm" disabled={first === 0} onClick={() => setFirst(first - pageSize)}>
          {use.previous}
        </Button>
        <span className={classes.quiet}>
          {use.pageOf(format.number(first + 1), format.number(last), format.number(rows.length))}
        </span>
        <Button
          variant="default"
          size="compact-sm"
          disabled={last >= rows.length}
          onClick={() => setFirst(first + pageSize)}
        >
          {use.nextPage}
        </Button>
      </div>
    </div>
  );
}

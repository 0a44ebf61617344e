/** The files of the data set and what became of them: rows read, and the lines that needed attention with their numbers. */
import { Button } from "@mantine/core";
import { useState } from "react";
import type { DatasetInfo, DatasetWarning } from "../../core/dataset";
import { useFormat, useMessages } from "../../i18n/locale";
import { Section } from "../../ui/controls/section";
import { imageColumnOf } from "../use-pictures";
import classes from "./files-section.module.css";

export function FilesSection({ dataset }: { dataset: DatasetInfo }) {
  const words = useMessages().data;
  const format = useFormat();
  const { files } = dataset.source;
  return (
    <Section title={words.filesTitle}>
      <ul className={classes.files}>
        {files.map((file) => (
          <li key={file.path}>
            <div className={classes.name}>{file.path}</div>
            <div className={classes.facts}>
              {words.fileRows(format.number(file.rowCount), format.bytes(file.sizeBytes))}
            </div>
            {file.reading && file.reading.preamble > 0 && (
              <div className={classes.facts}>{words.preamble(format.number(file.reading.preamble))}</div>
            )}
          </li>
        ))}
      </ul>
      <Remarks
        warnings={dataset.warnings}
        count={dataset.warningCount}
        hasSeveralFiles={files.length > 1}
        arePictures={imageColumnOf(dataset) !== null}
      />
    </Section>
  );
}

interface RemarksProps {
  readonly warnings: readonly DatasetWarning[];
  /** All of them; `warnings` may be the first of more. */
  readonly count: number;
  readonly hasSeveralFiles: boolean;
  readonly arePictures: boolean;
}

const shownFirst = 4;
const shownMore = 100;

function Remarks({ warnings, count, hasSeveralFiles, arePictures }: RemarksProps) {
  const words = useMessages().data;
  const format = useFormat();
  const [limit, setLimit] = useState(shownFirst);
  if (count === 0) return <p className={classes.facts}>{arePictures ? words.noRemarksPictures : words.noRemarks}</p>;
  const hidden = warnings.length - limit;
  return (
    <div className={classes.remarks}>
      <p className={classes.count}>{words.remarks(format.number(count))}</p>
      <ul className={classes.list}>
        {warnings.slice(0, limit).map((warning, index) => (
          // Several remarks can be about one line: their place tells them apart.
          <li key={index} className={classes.remark}>
            {warning.line !== undefined && (
              <span className={classes.line}>{words.line(format.number(warning.line))}</span>
            )}{" "}
            {hasSeveralFiles && <span className={classes.facts}>{warning.file} </span>}
            <span>{format.text(warning.wording)}</span>
          </li>
        ))}
      </ul>
      {hidden <= 0 && count > warnings.length && (
        <p className={classes.facts}>{words.unlistedRemarks(format.number(count - warnings.length))}</p>
      )}
      {hidden > 0 && (
        <Button variant="subtle" size="compact-sm" onClick={() => setLimit(limit + shownMore)}>
          {words.moreRemarks(format.number(Math.min(hidden, shownMore)))}
        </Button>
      )}
      {hidden <= 0 && limit > shownFirst && (
        <Button variant="subtle" size="compact-sm" onClick={() => setLimit(shownFirst)}>
          {words.fewerRemarks}
        </Button>
      )}
    </div>
  );
}

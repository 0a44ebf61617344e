/** Files on their way in: how far, how many rows so far, the first rows as they are read, and a stop. */
import { useEffect, useState } from "react";
import type { OpeningState } from "../../state/workbench";
import { useFormat, useMessages } from "../../i18n/locale";
import { ProgressBar } from "../../ui/controls/progress-bar";
import classes from "./opening-progress.module.css";

export interface OpeningProgressProps {
  readonly opening: OpeningState;
  readonly onStop: () => void;
}

export function OpeningProgress({ opening, onStop }: OpeningProgressProps) {
  const words = useMessages().data;
  const format = useFormat();
  const { loadedBytes, totalBytes, rowCount, preview, names } = opening;
  const fraction = totalBytes > 0 ? loadedBytes / totalBytes : null;
  return (
    <div className={classes.opening}>
      <ProgressBar
        label={words.opening(format.list(names))}
        fraction={fraction}
        timeLeftMs={useTimeLeft(fraction)}
        detail={words.openingRows(format.number(rowCount))}
        onCancel={onStop}
      />
      {preview && (
        <div className={classes.scroll} tabIndex={0} role="region" aria-label={words.openingPreview}>
          <table className={classes.table}>
            <caption className={classes.caption}>{words.openingPreview}</caption>
            <thead>
              <tr>
                {preview.columns.slice(0, shownColumns).map((name, at) => (
                  // Names may come back: their place tells them apart.
                  <th key={at} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {preview.rows.slice(0, shownRows).map((row, at) => (
                <tr key={at}>
                  {row.slice(0, shownColumns).map((cell, column) => (
                    <td key={column}>{cell ?? ""}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

const shownRows = 12;
const shownColumns = 60;

/** Milliseconds left, from how long the part that is done took since this was first shown; null in the first moments. */
function useTimeLeft(fraction: number | null): number | null {
  const [began] = useState(() => ({ at: performance.now(), fraction: fraction ?? 0 }));
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    const gained = (fraction ?? 0) - began.fraction;
    const elapsed = performance.now() - began.at;
    setLeft(gained > 0.02 && elapsed > 1_000 ? (elapsed / gained) * (1 - (fraction ?? 0)) : null);
  }, [fraction, began]);
  return left;
}

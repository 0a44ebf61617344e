/** Files on their way in: how far, rows and bytes so far, time left, a stop, and the first rows as they are read. */
import { useEffect, useState } from "react";
import { useFormat, useMessages } from "../../i18n/locale";
import classes from "./opening-progress.module.css";
import { ProgressBar } from "./progress-bar";
import { ScrollRegion } from "./scroll-region";

export interface OpeningProgressProps {
  readonly names: readonly string[];
  readonly loadedBytes: number;
  readonly totalBytes: number;
  readonly rowCount: number;
  readonly preview: {
    readonly columns: readonly string[];
    readonly rows: readonly (readonly (string | null)[])[];
  } | null;
  readonly onCancel: () => void;
}

const shownRows = 10;
const shownColumns = 40;
const lookAgainMs = 500;

export function OpeningProgress(props: OpeningProgressProps) {
  const { names, loadedBytes, totalBytes, rowCount, preview, onCancel } = props;
  const words = useMessages().app;
  const format = useFormat();
  const fraction = totalBytes > 0 ? loadedBytes / totalBytes : null;
  return (
    <div className={classes.opening} role="status">
      <ProgressBar
        label={words.opening(format.list(names.slice(0, 3)))}
        fraction={fraction}
        timeLeftMs={useTimeLeft(fraction)}
        detail={[
          words.controls.rowsSoFar(format.number(rowCount)),
          ...(totalBytes > 0 ? [words.controls.bytesOf(format.bytes(loadedBytes), format.bytes(totalBytes))] : []),
        ].join(" · ")}
        onCancel={onCancel}
      />
      {preview && <Preview columns={preview.columns} rows={preview.rows} caption={words.controls.firstRows} />}
    </div>
  );
}

interface PreviewProps {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
  readonly caption: string;
}

function Preview({ columns, rows, caption }: PreviewProps) {
  return (
    <ScrollRegion className={classes.scroller} label={caption}>
      <table className={classes.table}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.slice(0, shownColumns).map((name, place) => (
              // Names may come twice: the place tells them apart.
              <th key={place} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shownRows).map((row, at) => (
            <tr key={at}>
              {row.slice(0, shownColumns).map((cell, place) => (
                <td key={place}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** Milliseconds left, judged by how long the part since this was first shown took; null in the first moments. */
function useTimeLeft(fraction: number | null): number | null {
  const [began] = useState(() => ({ atMs: performance.now(), fraction: fraction ?? 0 }));
  const [nowMs, setNowMs] = useState(began.atMs);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(performance.now()), lookAgainMs);
    return () => clearInterval(timer);
  }, []);
  const gained = (fraction ?? 0) - began.fraction;
  const elapsedMs = nowMs - began.atMs;
  return gained > 0.02 && elapsedMs >= lookAgainMs ? (elapsedMs / gained) * (1 - (fraction ?? 0)) : null;
}

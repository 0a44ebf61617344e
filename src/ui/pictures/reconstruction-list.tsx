/** Rows beside what comes back of them: pictures as original, given back and difference; windows as curves; other rows by the inputs that differ most. */
import { useFormat, useMessages } from "../../i18n/locale";
import type { ReconstructedRow } from "../../core/run";
import { CurveKeys, ReconstructionCurves } from "./reconstruction-curves";
import { PictureCanvas } from "./picture-canvas";
import classes from "./reconstruction-list.module.css";

export interface ReconstructionListProps {
  readonly items: readonly ReconstructedRow[];
  /** What else is said of a row. */
  readonly noteOf?: (item: ReconstructedRow) => string;
  readonly isFlagged?: (item: ReconstructedRow) => boolean;
  readonly selected?: ReadonlySet<number>;
  readonly onPick?: (row: number) => void;
}

const picturePx = 72;
const shownInputs = 4;

export function ReconstructionList({ items, noteOf, isFlagged, selected, onPick }: ReconstructionListProps) {
  const { reconstruction: words } = useMessages();
  const format = useFormat();
  const parts = [
    { id: "before", label: words.before },
    { id: "after", label: words.after },
    { id: "difference", label: words.difference },
  ] as const;
  const hasCurves = items.some(({ curves }) => curves);
  return (
    <>
      {hasCurves && <CurveKeys />}
      <ul className={classes.list}>
        {items.map((item) => {
          const content = (
            <>
              {item.pictures && (
                <span className={classes.pictures}>
                  {parts.map(({ id, label }) => (
                    <span key={id} className={classes.part}>
                      <PictureCanvas
                        picture={item.pictures?.[id]}
                        label={`${words.rowLabel(format.number(item.row + 1))}, ${label}`}
                        width={picturePx}
                        height={picturePx}
                      />
                      <span className={classes.quiet}>{label}</span>
                    </span>
                  ))}
                </span>
              )}
              {item.curves && <ReconstructionCurves row={item.row} curves={item.curves} />}
              {item.values.slice(0, shownInputs).map(({ input, before, after }) => (
                <span key={input} className={classes.value}>
                  <span className={classes.input}>{input}</span>
                  <span className="lb-number">
                    {format.significant(before)} → {format.significant(after)}
                  </span>
                </span>
              ))}
              <span className={classes.caption} data-flagged={isFlagged?.(item) || undefined}>
                {words.errorIs(format.significant(item.error))}
                {noteOf && ` · ${noteOf(item)}`}
              </span>
            </>
          );
          return (
            <li key={item.row}>
              {onPick ? (
                <button
                  type="button"
                  className={classes.item}
                  aria-label={`${words.select(format.number(item.row + 1))}, ${words.errorIs(format.significant(item.error))}${noteOf ? `, ${noteOf(item)}` : ""}`}
                  aria-pressed={selected?.has(item.row) ?? false}
                  onClick={() => onPick(item.row)}
                >
                  {content}
                </button>
              ) : (
                <span className={classes.item}>{content}</span>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}

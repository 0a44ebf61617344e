/** How the rows were dealt out: a bar of training, validation and test, each with its count and its classes. */
import type { SplitSummary } from "../../core/split-summary";
import { subsets } from "../../core/split";
import { useFormat, useMessages } from "../../i18n/locale";
import { categoryColor } from "../theme";
import classes from "./split-bar.module.css";

export interface SplitBarProps {
  readonly split: SplitSummary;
  /** Whether a row may count for several classes: then they share no bar. */
  readonly areLabels?: boolean;
}

export function SplitBar({ split, areLabels = false }: SplitBarProps) {
  const words = useMessages().app.controls;
  const format = useFormat();
  const parts = subsets.map((subset) => ({ subset, ...split.subsets[subset] })).filter((part) => part.rows > 0);
  const total = parts.reduce((sum, part) => sum + part.rows, 0);
  return (
    <ul
      className={classes.bar}
      style={{ gridTemplateColumns: parts.map(({ rows }) => `minmax(120px, ${rows}fr)`).join(" ") }}
    >
      {parts.map((part) => (
        <li key={part.subset} className={classes.part} data-subset={part.subset}>
          <div className={classes.words}>
            <span className={classes.name}>{words[part.subset]}</span>{" "}
            <span>
              {words.rows(format.number(part.rows))} · {format.percent(part.rows / total, 0)}
            </span>
            {part.groups !== null && (
              <span>
                {" "}
                · {format.number(part.groups)} {split.unit}
              </span>
            )}
          </div>
          <div className={classes.track} aria-hidden>
            {part.classes.length === 0 || areLabels ? (
              <span className={classes.plain} style={{ flexGrow: 1 }} />
            ) : (
              part.classes.map((entry, code) => (
                <span
                  key={entry.category}
                  style={{ flexGrow: entry.count, background: categoryColor(code) }}
                  title={entry.category}
                />
              ))
            )}
          </div>
          {part.classes.length > 0 && part.classes.length <= 8 && (
            <ul className={classes.classes}>
              {part.classes.map((entry, code) => (
                <li key={entry.category}>
                  {!areLabels && (
                    <span className={classes.dot} style={{ background: categoryColor(code) }} aria-hidden />
                  )}
                  {entry.category} {format.number(entry.count)}
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The classes of the pictures with how many each has: pressing one shows its pictures alone, pressing more adds theirs. */
import { useFormat, useMessages } from "../../i18n/locale";
import { categoryColor } from "../../ui/theme";
import { classCounts, type ClassCodes } from "./class-column";
import classes from "./gallery.module.css";

export interface ClassFilterProps {
  readonly column: string;
  readonly of: ClassCodes;
  /** Codes; -1 is those without a class. None: all are shown. */
  readonly shown: ReadonlySet<number>;
  readonly onShown: (shown: ReadonlySet<number>) => void;
}

export function ClassFilter({ column, of, shown, onShown }: ClassFilterProps) {
  const words = useMessages().pictures;
  const format = useFormat();
  const counts = classCounts(of);
  const without = counts.at(-1) ?? 0;
  const toggle = (code: number) => {
    const next = new Set(shown);
    if (!next.delete(code)) next.add(code);
    onShown(next);
  };
  const chip = (code: number, name: string, count: number) => (
    <li key={code}>
      <button type="button" className={classes.chip} aria-pressed={shown.has(code)} onClick={() => toggle(code)}>
        <span className={classes.dot} style={{ background: categoryColor(code) }} aria-hidden />
        <span className={classes.name}>{name}</span>
        <span className={classes.count}>{format.number(count)}</span>
      </button>
    </li>
  );
  return (
    <ul className={classes.chips} aria-label={words.filterBy(column)}>
      <li>
        <button
          type="button"
          className={classes.chip}
          aria-pressed={shown.size === 0}
          onClick={() => onShown(new Set())}
        >
          <span className={classes.name}>{words.allClasses}</span>
          <span className={classes.count}>{format.number(of.codes.length)}</span>
        </button>
      </li>
      {of.categories.map((category, code) => chip(code, category, counts[code] ?? 0))}
      {without > 0 && chip(-1, words.noClass, without)}
    </ul>
  );
}

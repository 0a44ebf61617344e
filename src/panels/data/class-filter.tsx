/** The classes of the pictures with how many each has: pressing one shows its pictures alone, pressing more adds theirs. */
import { useMessages } from "../../i18n/locale";
import { classCounts, type ClassCodes } from "./class-column";
import { ClassMark } from "./class-mark";
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
        <ClassMark code={code} name={name} count={count} />
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
          <ClassMark code={null} name={words.allClasses} count={of.codes.length} />
        </button>
      </li>
      {of.categories.map((category, code) => chip(code, category, counts[code] ?? 0))}
      {without > 0 && chip(-1, words.noClass, without)}
    </ul>
  );
}

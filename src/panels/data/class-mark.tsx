/** A class on a button: its colour, its name, how many it has. */
import { useFormat } from "../../i18n/locale";
import { categoryColor } from "../../ui/theme";
import classes from "./class-mark.module.css";

export interface ClassMarkProps {
  /** null where all classes are meant. */
  readonly code: number | null;
  readonly name: string;
  readonly count: number;
}

export function ClassMark({ code, name, count }: ClassMarkProps) {
  const format = useFormat();
  return (
    <>
      {code !== null && <span className={classes.dot} style={{ background: categoryColor(code) }} aria-hidden />}
      <span className={classes.name}>{name}</span>
      <span className={classes.count}>{format.number(count)}</span>
    </>
  );
}

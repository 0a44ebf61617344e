/** A titled part of a step: a hairline above, the title, what can be done on the right, then the content. */
import { useId, type ReactNode } from "react";
import classes from "./section.module.css";

export interface SectionProps {
  readonly title: string;
  /** A quiet line under the title. */
  readonly note?: ReactNode;
  /** Buttons or figures on the right of the title. */
  readonly aside?: ReactNode;
  /** Rank of the heading: 2 on a page, 3 within a section. */
  readonly level?: 2 | 3;
  readonly children?: ReactNode;
}

export function Section({ title, note, aside, level = 2, children }: SectionProps) {
  const id = useId();
  const Heading = `h${level}` as const;
  return (
    <section className={classes.section} aria-labelledby={id} data-level={level}>
      <div className={classes.head}>
        <div className={classes.words}>
          <Heading id={id} className={classes.title}>
            {title}
          </Heading>
          {note && <div className={classes.note}>{note}</div>}
        </div>
        {aside && <div className={classes.aside}>{aside}</div>}
      </div>
      {children}
    </section>
  );
}

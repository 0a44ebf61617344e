/** Rows of each class in each part of the split, for more classes than the bar can name. */
import { Button } from "@mantine/core";
import { useId, useState } from "react";
import { subsets } from "../../core/split";
import type { SplitSummary } from "../../core/split-summary";
import { useFormat, useMessages } from "../../i18n/locale";
import classes from "./example-section.module.css";

const shownAtMost = 200;

export function ClassTable({ split }: { split: SplitSummary }) {
  const words = useMessages().prepare;
  const format = useFormat();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const names = split.subsets.train.classes.map(({ category }) => category);
  const hidden = names.length - shownAtMost;
  return (
    <div>
      <Button
        variant="subtle"
        size="compact-sm"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        {words.classTable}
      </Button>
      <div id={id} hidden={!isOpen}>
        {isOpen && (
          <table className={classes.counts}>
            <caption className="lb-hidden">{words.classTable}</caption>
            <thead>
              <tr>
                <th scope="col">{words.classColumn}</th>
                {subsets.map((subset) => (
                  <th key={subset} scope="col">
                    {words.subsets[subset]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {names.slice(0, shownAtMost).map((name, code) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  {subsets.map((subset) => (
                    <td key={subset}>{format.number(split.subsets[subset].classes[code]?.count ?? 0)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {isOpen && hidden > 0 && <p className={classes.quiet}>{words.moreClasses(format.number(hidden))}</p>}
      </div>
    </div>
  );
}

/** Rows of each class, or with each label, in each part of the split, for more classes than the bar can name. */
import { Button } from "@mantine/core";
import { useId, useState } from "react";
import { subsets } from "../../core/split";
import type { SplitSummary } from "../../core/split-summary";
import { useFormat, useMessages } from "../../i18n/locale";
import classes from "./example-section.module.css";

const shownAtMost = 200;

export interface ClassTableProps {
  readonly split: SplitSummary;
  /** Whether a row may count for several. */
  readonly areLabels?: boolean;
}

export function ClassTable({ split, areLabels = false }: ClassTableProps) {
  const { prepare: words, labels } = useMessages();
  const title = areLabels ? labels.rowsOf : words.classTable;
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
        {title}
      </Button>
      <div id={id} hidden={!isOpen}>
        {isOpen && (
          <table className={classes.counts}>
            <caption className="lb-hidden">{title}</caption>
            <thead>
              <tr>
                <th scope="col">{areLabels ? labels.label : words.classColumn}</th>
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

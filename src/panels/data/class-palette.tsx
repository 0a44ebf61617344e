/** The classes with their keys, and a field for one more. */
import { Kbd } from "@mantine/core";
import { useMessages } from "../../i18n/locale";
import { ClassForm } from "../../ui/controls/class-form";
import { classCounts } from "./class-column";
import { ClassMark } from "./class-mark";
import { classKeys } from "./labelling";
import classes from "./labelling.module.css";
import type { Labels } from "./use-labels";

export interface ClassPaletteProps {
  readonly labels: Labels;
  /** What a key or a press acts on, in words. */
  readonly target: string;
  readonly isDisabled: boolean;
  readonly onChoose: (name: string) => void;
}

export function ClassPalette({ labels, target, isDisabled, onChoose }: ClassPaletteProps) {
  const words = useMessages().pictures;
  const counts = labels.classes ? classCounts(labels.classes) : [];
  const keyOf = new Map([...classKeys(labels.names)].map(([key, category]) => [category, key]));
  const codeOf = (category: string) => labels.classes?.categories.indexOf(category) ?? -1;
  return (
    <div className={classes.palette}>
      <p className={classes.target} role="status">
        {target}
      </p>
      <ul className={classes.classes} aria-label={words.classes}>
        {labels.names.map((category) => (
          <li key={category}>
            <button
              type="button"
              className={classes.class}
              disabled={isDisabled}
              aria-keyshortcuts={keyOf.get(category)}
              onClick={() => onChoose(category)}
            >
              {keyOf.has(category) && <Kbd size="sm">{keyOf.get(category)?.toUpperCase()}</Kbd>}
              <ClassMark code={codeOf(category)} name={category} count={counts[codeOf(category)] ?? 0} />
            </button>
          </li>
        ))}
      </ul>
      {labels.names.length === 0 && <p className={classes.note}>{words.noClassesYet}</p>}
      <ClassForm size="xs" onAdd={labels.addName} />
    </div>
  );
}

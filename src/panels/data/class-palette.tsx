/** The classes with their keys, and a field for one more. */
import { Button, Kbd, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useMessages } from "../../i18n/locale";
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
  const [name, setName] = useState("");
  const counts = labels.classes ? classCounts(labels.classes) : [];
  const keyOf = new Map([...classKeys(labels.names)].map(([key, category]) => [category, key]));
  const codeOf = (category: string) => labels.classes?.categories.indexOf(category) ?? -1;
  const add = () => {
    if (name.trim() !== "") labels.addName(name.trim());
    setName("");
  };
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
      <form
        className={classes.add}
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <TextInput
          size="xs"
          className={classes.field ?? ""}
          aria-label={words.newClass}
          placeholder={words.newClass}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button
          type="submit"
          size="xs"
          variant="default"
          disabled={name.trim() === ""}
          leftSection={<IconPlus size={14} stroke={2} aria-hidden />}
        >
          {words.addClass}
        </Button>
      </form>
    </div>
  );
}

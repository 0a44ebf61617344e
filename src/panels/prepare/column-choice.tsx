/** Choosing several columns: a search, all or none, and beside each its kind or why it is left out. */
import { Button, Checkbox, TextInput } from "@mantine/core";
import { useState } from "react";
import { useFormat, useMessages } from "../../i18n/locale";
import classes from "./column-choice.module.css";

export interface ColumnOption {
  readonly name: string;
  /** Its kind, or why it is left out. */
  readonly note: string;
  readonly disabled?: boolean;
}

export interface ColumnChoiceProps {
  /** For a screen reader. */
  readonly label: string;
  readonly options: readonly ColumnOption[];
  readonly chosen: readonly string[];
  readonly onChoose: (names: readonly string[]) => void;
  /** What “all” chooses; every column that is not disabled where left out. */
  readonly all?: readonly string[];
}

/** Further columns are reached by searching. */
const shownAtOnce = 200;

export function ColumnChoice({ label, options, chosen, onChoose, all }: ColumnChoiceProps) {
  const words = useMessages().prepare;
  const format = useFormat();
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLocaleLowerCase();
  const found = options.filter((option) => option.name.toLocaleLowerCase().includes(wanted));
  const isChosen = new Set(chosen);
  const everything = all ?? options.filter((option) => !option.disabled).map((option) => option.name);
  /** In the order of the table, whatever was ticked first. */
  const choose = (names: ReadonlySet<string>) =>
    onChoose(options.filter((option) => names.has(option.name)).map((option) => option.name));
  const toggle = (name: string, isWanted: boolean) => {
    const next = new Set(isChosen);
    if (isWanted) next.add(name);
    else next.delete(name);
    choose(next);
  };
  return (
    <div className={classes.choice}>
      <div className={classes.tools}>
        <span className={classes.count}>
          {words.featuresCount(format.number(chosen.length), format.number(options.length))}
        </span>
        <Button variant="default" size="compact-sm" onClick={() => choose(new Set(everything))}>
          {words.featuresAll}
        </Button>
        <Button variant="default" size="compact-sm" onClick={() => choose(new Set())}>
          {words.featuresNone}
        </Button>
      </div>
      {options.length > 8 && (
        <TextInput
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          placeholder={words.findColumn}
          aria-label={words.findColumn}
        />
      )}
      <div role="group" aria-label={label} className={classes.list}>
        {found.slice(0, shownAtOnce).map((option) => (
          <Checkbox
            key={option.name}
            size="xs"
            className={classes.option ?? ""}
            checked={isChosen.has(option.name)}
            disabled={option.disabled ?? false}
            onChange={(event) => toggle(option.name, event.currentTarget.checked)}
            label={
              <span className={classes.label}>
                <span className={classes.name}>{option.name}</span>
                <span className={classes.note}>{option.note}</span>
              </span>
            }
          />
        ))}
        {found.length === 0 && <p className={classes.note}>{words.noColumn(search)}</p>}
        {found.length > shownAtOnce && (
          <p className={classes.note}>{words.moreColumns(format.number(found.length - shownAtOnce))}</p>
        )}
      </div>
    </div>
  );
}

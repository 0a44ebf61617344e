/** A slot in a sentence: bold and underlined, it opens a searchable menu of what could stand there. */
import { Combobox, useCombobox } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useState } from "react";
import { useMessages } from "../../i18n/locale";
import classes from "./sentence-slot.module.css";

export interface SlotOption {
  readonly value: string;
  readonly label: string;
  /** A quiet word on the right: the kind of a column. */
  readonly note?: string;
  readonly disabled?: boolean;
}

export interface SentenceSlotProps {
  /** What the slot is for, for a screen reader: "Outcome". */
  readonly label: string;
  /** What stands in the sentence. */
  readonly text: string;
  readonly options: readonly SlotOption[];
  /** The chosen value, or all chosen values where several may stand. */
  readonly value: string | null | readonly string[];
  /** Called with the value that was pressed; where several may stand, the caller adds or removes it. */
  readonly onPick: (value: string) => void;
  readonly isEmpty?: boolean;
  readonly disabled?: boolean;
}

/** Further entries are reached by searching. */
const shownAtOnce = 200;

export function SentenceSlot({ label, text, options, value, onPick, isEmpty = false, disabled }: SentenceSlotProps) {
  const words = useMessages().app.controls;
  const [search, setSearch] = useState("");
  const combobox = useCombobox({
    onDropdownClose() {
      combobox.resetSelectedOption();
      combobox.focusTarget();
      setSearch("");
    },
    onDropdownOpen() {
      if (options.length > 7) combobox.focusSearchInput();
      combobox.selectActiveOption();
    },
  });
  const isSeveral = Array.isArray(value);
  const isChosen = (option: SlotOption) => (isSeveral ? value.includes(option.value) : value === option.value);
  const wanted = search.trim().toLocaleLowerCase();
  const found = options.filter((option) => option.label.toLocaleLowerCase().includes(wanted));
  return (
    <Combobox
      store={combobox}
      width={280}
      position="bottom-start"
      onOptionSubmit={(picked) => {
        onPick(picked);
        if (!isSeveral) combobox.closeDropdown();
      }}
    >
      <Combobox.Target targetType="button">
        <button
          type="button"
          className={classes.slot}
          data-empty={isEmpty || undefined}
          disabled={disabled}
          aria-label={`${label}: ${text}`}
          onClick={() => combobox.toggleDropdown()}
        >
          {text}
        </button>
      </Combobox.Target>
      <Combobox.Dropdown>
        {options.length > 7 && (
          <Combobox.Search
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            placeholder={words.search}
            aria-label={words.search}
          />
        )}
        {/* A list that scrolls must be reached by the keyboard. */}
        <Combobox.Options className={classes.options ?? ""} aria-label={label} tabIndex={0}>
          {found.length === 0 && <Combobox.Empty>{words.nothingFound}</Combobox.Empty>}
          {found.slice(0, shownAtOnce).map((option) => (
            <Combobox.Option
              key={option.value}
              value={option.value}
              disabled={option.disabled ?? false}
              active={isChosen(option)}
              aria-selected={isChosen(option)}
            >
              <span className={classes.option}>
                <IconCheck
                  size={14}
                  aria-hidden
                  className={classes.check}
                  data-chosen={isChosen(option) || undefined}
                />
                <span className={classes.name}>{option.label}</span>
                {option.note && <span className={classes.note}>{option.note}</span>}
              </span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

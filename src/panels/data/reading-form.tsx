/** How a file was read: every guess, changeable in place. A change reads the file again; the table shows it at once. */
import { NativeSelect, TagsInput } from "@mantine/core";
import { useState } from "react";
import type { Failure } from "../../core/failure";
import type { DatasetInfo, OpenOptions, TableReading } from "../../core/dataset";
import { useMessages } from "../../i18n/locale";
import { FailureBox } from "../../ui/controls/failure-box";
import { Section } from "../../ui/controls/section";
import classes from "./reading-form.module.css";
import { changedOptions, optionsOf } from "./reading-options";

const encodings = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "gb18030",
  "big5",
  "shift_jis",
  "euc-jp",
  "euc-kr",
  "windows-1250",
  "windows-1251",
  "windows-1252",
  "iso-8859-2",
  "macintosh",
];

export interface ReadingFormProps {
  readonly reading: TableReading;
  readonly isBusy: boolean;
  readonly failure: Failure | null;
  /** Reads again. `before` are the options that give the present reading back. */
  readonly onRead: (options: OpenOptions, before: OpenOptions) => Promise<DatasetInfo | null>;
}

export function ReadingForm({ reading, isBusy, failure, onRead }: ReadingFormProps) {
  const words = useMessages().data;
  const [chosen, setChosen] = useState<OpenOptions>({});
  const change = async (changed: OpenOptions) => {
    const done = await onRead(changedOptions(reading, chosen, changed), optionsOf(reading));
    if (done) setChosen({ ...chosen, ...changed });
  };
  return (
    <Section title={words.readingTitle} note={isBusy ? words.readingBusy : words.readingText}>
      <div className={classes.fields} aria-busy={isBusy}>
        <Choice
          className={classes.wide}
          label={words.encoding}
          value={reading.encoding}
          options={encodings.map((encoding) => ({ value: encoding, label: encoding.toUpperCase() }))}
          onPick={(encoding) => change({ encoding })}
        />
        <Choice
          label={words.delimiter}
          value={reading.delimiter}
          options={namedOptions(words.delimiters)}
          onPick={(delimiter) => change({ delimiter })}
        />
        <Choice
          label={words.quote}
          value={reading.quote ?? ""}
          options={namedOptions(words.quotes)}
          onPick={(quote) => change({ quote: quote === "" ? null : quote })}
        />
        <Choice
          label={words.header}
          value={reading.header ? "names" : "data"}
          options={[
            { value: "names", label: words.headerNames },
            { value: "data", label: words.headerData },
          ]}
          onPick={(header) => change({ header: header === "names" })}
        />
        <Choice
          label={words.decimal}
          value={reading.decimal}
          options={[
            { value: ".", label: words.decimalPoint },
            { value: ",", label: words.decimalComma },
          ]}
          onPick={(decimal) => change({ decimal: decimal === "," ? "," : "." })}
        />
        <TagsInput
          className={classes.wide ?? ""}
          label={words.missing}
          description={words.missingHelp}
          placeholder={words.missingPlaceholder}
          value={[...reading.missing]}
          onChange={(missing) => void change({ missing })}
        />
      </div>
      {failure && <FailureBox failure={failure} />}
    </Section>
  );
}

interface Option {
  readonly value: string;
  readonly label: string;
}

interface ChoiceProps {
  readonly className?: string | undefined;
  readonly label: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly onPick: (value: string) => Promise<void>;
}

/** A list that opens; a value that is not on it stands first, as it is. */
function Choice({ className, label, value, options, onPick }: ChoiceProps) {
  const isListed = options.some((option) => option.value === value);
  const listed = isListed ? options : [{ value, label: value }, ...options];
  return (
    <NativeSelect
      className={className ?? ""}
      label={label}
      value={value}
      data={[...listed]}
      onChange={(event) => void onPick(event.currentTarget.value)}
    />
  );
}

function namedOptions(names: Readonly<Record<string, string>>): readonly Option[] {
  return Object.entries(names).map(([value, label]) => ({ value, label }));
}

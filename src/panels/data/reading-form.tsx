/** How a file was read: every guess, changeable in place. A change reads the file again; the table shows it at once. */
import { NativeSelect, TagsInput } from "@mantine/core";
import type { Failure } from "../../core/failure";
import type { OpenOptions, TableReading } from "../../core/dataset";
import { useMessages } from "../../i18n/locale";
import { FailureBox } from "../../ui/controls/failure-box";
import { Section } from "../../ui/controls/section";
import classes from "./reading-form.module.css";

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
  readonly onChange: (change: OpenOptions) => void;
}

export function ReadingForm({ reading, isBusy, failure, onChange }: ReadingFormProps) {
  const words = useMessages().data;
  return (
    <Section title={words.readingTitle} note={isBusy ? words.readingBusy : words.readingText}>
      <div className={classes.fields} aria-busy={isBusy}>
        <Choice
          className={classes.wide}
          label={words.encoding}
          value={reading.encoding}
          options={encodings.map((encoding) => ({ value: encoding, label: encoding.toUpperCase() }))}
          onPick={(encoding) => onChange({ encoding })}
        />
        <Choice
          label={words.delimiter}
          value={reading.delimiter}
          options={namedOptions(words.delimiters)}
          onPick={(delimiter) => onChange({ delimiter })}
        />
        <Choice
          label={words.quote}
          value={reading.quote ?? ""}
          options={namedOptions(words.quotes)}
          onPick={(quote) => onChange({ quote: quote === "" ? null : quote })}
        />
        <Choice
          label={words.header}
          value={reading.header ? "names" : "data"}
          options={[
            { value: "names", label: words.headerNames },
            { value: "data", label: words.headerData },
          ]}
          onPick={(header) => onChange({ header: header === "names" })}
        />
        <Choice
          label={words.decimal}
          value={reading.decimal}
          options={[
            { value: ".", label: words.decimalPoint },
            { value: ",", label: words.decimalComma },
          ]}
          onPick={(decimal) => onChange({ decimal: decimal === "," ? "," : "." })}
        />
        <TagsInput
          className={classes.wide ?? ""}
          label={words.missing}
          description={words.missingHelp}
          placeholder={words.missingPlaceholder}
          value={[...reading.missing]}
          onChange={(missing) => onChange({ missing })}
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
  readonly onPick: (value: string) => void;
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
      onChange={(event) => onPick(event.currentTarget.value)}
    />
  );
}

function namedOptions(names: Readonly<Record<string, string>>): readonly Option[] {
  return Object.entries(names).map(([value, label]) => ({ value, label }));
}

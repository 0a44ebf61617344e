/** A field for the name of a new class, and the button that adds it. */
import { Button, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useMessages } from "../../i18n/locale";
import classes from "./class-form.module.css";

export interface ClassFormProps {
  /** The name that is meant by what was typed; null where none can be. Without it what is there without blanks around it. */
  readonly nameFrom?: (text: string) => string | null;
  readonly onAdd: (name: string) => void;
  /** Words on the button instead of "Add". */
  readonly action?: string;
  readonly size?: "xs" | "sm";
  /** Takes the focus when it appears. */
  readonly takesFocus?: boolean;
}

const trimmed = (text: string) => text.trim() || null;

export function ClassForm({ nameFrom = trimmed, onAdd, action, size = "sm", takesFocus = false }: ClassFormProps) {
  const words = useMessages().pictures;
  const [text, setText] = useState("");
  const name = nameFrom(text);
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (name !== null) onAdd(name);
        setText("");
      }}
    >
      <TextInput
        size={size}
        className={classes.field ?? ""}
        aria-label={words.newClass}
        placeholder={words.newClass}
        data-autofocus={takesFocus || undefined}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button
        type="submit"
        size={size}
        variant="default"
        disabled={name === null}
        leftSection={<IconPlus size={14} stroke={2} aria-hidden />}
      >
        {action ?? words.addClass}
      </Button>
    </form>
  );
}

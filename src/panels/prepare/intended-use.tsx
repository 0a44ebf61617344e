/** What the model is meant for, in the user's words: kept when the line is left, so that it is one step of undo. */
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useMessages } from "../../i18n/locale";

export interface IntendedUseProps {
  readonly text: string;
  readonly onText: (text: string) => void;
}

export function IntendedUse({ text, onText }: IntendedUseProps) {
  const words = useMessages().prepare;
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    if (draft !== null && draft.trim() !== text) onText(draft.trim());
    setDraft(null);
  };
  return (
    <TextInput
      maw={720}
      label={words.useTitle}
      description={words.useHelp}
      placeholder={words.usePlaceholder}
      value={draft ?? text}
      maxLength={2000}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter") commit();
        if (event.key === "Escape") setDraft(null);
      }}
    />
  );
}

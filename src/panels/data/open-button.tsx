/** Opens other files in place of the ones in use. */
import { Button } from "@mantine/core";
import { IconFile } from "@tabler/icons-react";
import { useRef } from "react";
import type { SourceFile } from "../../core/source-file";
import { useMessages } from "../../i18n/locale";
import { looseFile } from "../../ui/controls/read-drop";

export function OpenButton({ onFiles }: { onFiles: (files: readonly SourceFile[]) => void }) {
  const words = useMessages().data;
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-testid="another-file-input"
        aria-label={words.openAnother}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])].map(looseFile);
          // Emptied, so that picking the same file again is heard.
          currentTarget.value = "";
          if (files.length > 0) onFiles(files);
        }}
      />
      <Button
        variant="default"
        leftSection={<IconFile size={16} stroke={1.75} aria-hidden />}
        onClick={() => input.current?.click()}
      >
        {words.openAnother}
      </Button>
    </>
  );
}

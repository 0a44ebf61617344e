/** Opens other files in place of the ones in use. */
import { Button } from "@mantine/core";
import { IconFile } from "@tabler/icons-react";
import { useRef } from "react";
import type { SourceFile } from "../../core/source-file";
import { useMessages } from "../../i18n/locale";
import { FileInput } from "../../ui/controls/file-input";

export function OpenButton({ onFiles }: { onFiles: (files: readonly SourceFile[]) => void }) {
  const words = useMessages().data;
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <FileInput ref={input} testId="another-file-input" label={words.openAnother} onFiles={onFiles} />
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

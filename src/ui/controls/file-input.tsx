/** The browser's own way to choose files, out of sight: a button beside it clicks it. */
import type { Ref } from "react";
import type { SourceFile } from "../../core/source-file";
import { looseFile } from "./read-drop";

export interface FileInputProps {
  readonly ref: Ref<HTMLInputElement>;
  readonly label: string;
  readonly testId: string;
  readonly isFolder?: boolean;
  readonly onFiles: (files: readonly SourceFile[]) => void;
}

export function FileInput({ ref, label, testId, isFolder = false, onFiles }: FileInputProps) {
  return (
    <input
      ref={ref}
      type="file"
      multiple
      hidden
      data-testid={testId}
      aria-label={label}
      {...(isFolder ? { webkitdirectory: "" } : {})}
      onChange={({ currentTarget }) => {
        const files = [...(currentTarget.files ?? [])].map(looseFile);
        // Emptied, so that picking the same file again is heard.
        currentTarget.value = "";
        if (files.length > 0) onFiles(files);
      }}
    />
  );
}

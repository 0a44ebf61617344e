/** A place to drop files and folders on, with buttons that do the same. */
import { Button } from "@mantine/core";
import { IconFile, IconFolder } from "@tabler/icons-react";
import { useRef, useState, type DragEvent, type ReactNode } from "react";
import type { SourceFile } from "../../core/source-file";
import { useMessages } from "../../i18n/locale";
import classes from "./file-drop.module.css";
import { FileInput } from "./file-input";
import { readDrop } from "./read-drop";

export interface FileDropProps {
  readonly onFiles: (files: readonly SourceFile[]) => void;
  /** A drop that could not be read; usually `actions.report`. */
  readonly onFailure: (error: unknown) => void;
  readonly children?: ReactNode;
  /** Further buttons beside the two. */
  readonly actions?: ReactNode;
  readonly size?: "medium" | "large";
  readonly disabled?: boolean;
}

export function FileDrop({ onFiles, onFailure, children, actions, size = "medium", disabled }: FileDropProps) {
  const [isOver, setOver] = useState(false);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    // The page around it takes drops as well; this one is dealt with.
    event.stopPropagation();
    setOver(false);
    if (!disabled) readDrop(event.dataTransfer).then(onFiles, onFailure);
  };
  return (
    <div
      className={classes.drop}
      data-drop-target
      data-over={isOver || undefined}
      data-size={size}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false); // leaving the window: null
      }}
      onDrop={onDrop}
    >
      {children}
      <div className={classes.buttons}>
        <FileButtons onFiles={onFiles} disabled={disabled ?? false} isLarge={size === "large"} />
        {actions}
      </div>
    </div>
  );
}

interface FileButtonsProps {
  readonly onFiles: (files: readonly SourceFile[]) => void;
  readonly disabled: boolean;
  readonly isLarge: boolean;
}

function FileButtons({ onFiles, disabled, isLarge }: FileButtonsProps) {
  const words = useMessages().app.controls;
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  return (
    <>
      <FileInput ref={files} testId="file-input" label={words.chooseFiles} onFiles={onFiles} />
      <FileInput ref={folder} testId="folder-input" label={words.chooseFolder} isFolder onFiles={onFiles} />
      <Button
        disabled={disabled}
        variant={isLarge ? "filled" : "default"}
        leftSection={<IconFile size={16} stroke={1.75} aria-hidden />}
        onClick={() => files.current?.click()}
      >
        {words.chooseFiles}
      </Button>
      <Button
        disabled={disabled}
        variant="default"
        leftSection={<IconFolder size={16} stroke={1.75} aria-hidden />}
        onClick={() => folder.current?.click()}
      >
        {words.chooseFolder}
      </Button>
    </>
  );
}

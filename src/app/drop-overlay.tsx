/** Files dropped anywhere on the page are opened; places of their own (`data-drop-target`) keep what is dropped on them. */
import { IconFileImport } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useMessages } from "../i18n/locale";
import { useActions } from "../panels/workbench";
import { readDrop } from "../ui/controls/read-drop";
import classes from "./drop-overlay.module.css";
import { useOpenFiles } from "./use-open-files";

export function DropOverlay() {
  const words = useMessages().app;
  const { report } = useActions();
  const open = useOpenFiles();
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const onDragOver = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      // Without this the browser would leave the page for the file.
      event.preventDefault();
      setShown(!isInTarget(event));
    };
    const onDragLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setShown(false);
    };
    const onDrop = (event: DragEvent) => {
      setShown(false);
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      if (!isInTarget(event)) readDrop(event.dataTransfer).then(open, report);
    };
    addEventListener("dragover", onDragOver);
    addEventListener("dragleave", onDragLeave);
    addEventListener("drop", onDrop);
    return () => {
      removeEventListener("dragover", onDragOver);
      removeEventListener("dragleave", onDragLeave);
      removeEventListener("drop", onDrop);
    };
  }, [open, report]);
  if (!isShown) return null;
  return (
    <div className={classes.overlay}>
      <p className={classes.words}>
        <IconFileImport size={20} stroke={1.5} aria-hidden /> {words.drop}
      </p>
    </div>
  );
}

function isInTarget(event: DragEvent): boolean {
  return event.target instanceof Element && event.target.closest("[data-drop-target]") !== null;
}

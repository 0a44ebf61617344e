/** Notes at the foot of the page: read out, gone after a while, an undo where there is one. */
import { Button } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconInfoCircle } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useFormat, useMessages } from "../i18n/locale";
import { useActions, useProject, useView } from "../panels/workbench";
import type { Note } from "../state/workbench";
import { CloseButton } from "../ui/controls/close-button";
import classes from "./note-list.module.css";

const icons = { info: IconInfoCircle, success: IconCheck, failure: IconAlertTriangle } as const;

/** Long enough to read; what can be undone, and what went wrong, stays longer. */
function shownForMs(note: Note): number {
  if (note.kind === "failure") return 20_000;
  return note.undo ? 10_000 : 5_000;
}

export function NoteList() {
  const words = useMessages().app.notes;
  const notes = useView((view) => view.notes);
  return (
    <section className={classes.list} aria-label={words.region} aria-live="polite">
      {notes.map((note) => (
        <NoteItem key={note.id} note={note} />
      ))}
    </section>
  );
}

function NoteItem({ note }: { note: Note }) {
  const words = useMessages().app;
  const format = useFormat();
  const { dismissNote } = useActions();
  const [isHeld, setHeld] = useState(false);
  const holds = useProject((state) => note.holds?.(state) ?? true);
  useEffect(() => {
    if (!holds) dismissNote(note.id);
  }, [holds, note.id, dismissNote]);
  useEffect(() => {
    // Under the pointer or the keyboard it stays.
    if (isHeld) return;
    const timer = setTimeout(() => dismissNote(note.id), shownForMs(note));
    return () => clearTimeout(timer);
  }, [isHeld, note, dismissNote]);
  const Icon = icons[note.kind];
  return (
    <div
      className={classes.note}
      data-kind={note.kind}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon size={18} stroke={1.75} className={classes.icon} aria-hidden />
      <div className={classes.words}>
        <p className={classes.message}>{format.text(note.message)}</p>
        {note.hint && <p className={classes.hint}>{format.text(note.hint)}</p>}
      </div>
      {note.undo && (
        <Button size="compact-sm" variant="default" onClick={note.undo}>
          {words.undo}
        </Button>
      )}
      <CloseButton label={words.notes.close} onClose={() => dismissNote(note.id)} />
    </div>
  );
}

/** Notes that go away by themselves. What a note offers to undo becomes final when it is gone. */
import type { StoreApi } from "zustand/vanilla";
import { toFailure, type Failure, type FailureCode } from "../core/failure";
import type { Note, ViewState } from "./workbench";

export interface Notes {
  /** `onGone` is called once, when the note is gone without its undo having been taken. */
  show(note: Omit<Note, "id">, options?: { readonly isOfProject?: boolean; onGone?(): void }): number;
  dismiss(id: number): void;
  /** Dismisses what can only be undone while this project is open. */
  dismissOfProject(): void;
  report(error: unknown): void;
  reportFailure(failure: Failure): void;
}

const mostAtOnce = 5;
const cancellations: readonly FailureCode[] = ["engine/cancelled", "import/cancelled"];

/** Whether a failure only says that the user stopped something. */
export function isCancellation(failure: Failure): boolean {
  return cancellations.includes(failure.code);
}

export function createNotes(view: StoreApi<ViewState>): Notes {
  let nextId = 1;
  const shown = new Map<number, { readonly isOfProject: boolean; onGone?(): void }>();

  const remove = (id: number) => {
    const options = shown.get(id);
    if (!shown.delete(id)) return null;
    view.setState((state) => ({ notes: state.notes.filter((note) => note.id !== id) }));
    return options ?? null;
  };
  const dismiss = (id: number) => remove(id)?.onGone?.();

  const notes: Notes = {
    show({ undo, ...note }, { isOfProject = false, onGone } = {}) {
      const id = nextId++;
      shown.set(id, { isOfProject, ...(onGone ? { onGone } : {}) });
      const taken = undo ? { undo: () => void (remove(id) && undo()) } : {};
      view.setState((state) => ({ notes: [...state.notes, { ...note, id, ...taken }] }));
      const [oldest] = shown.keys();
      if (shown.size > mostAtOnce && oldest !== undefined) dismiss(oldest);
      return id;
    },
    dismiss,
    dismissOfProject() {
      for (const [id, { isOfProject }] of shown) if (isOfProject) dismiss(id);
    },
    report: (error) => notes.reportFailure(toFailure(error)),
    reportFailure(failure) {
      if (isCancellation(failure)) return;
      notes.show({ kind: "failure", message: failure.wording.message, hint: failure.wording.hint });
    },
  };
  return notes;
}

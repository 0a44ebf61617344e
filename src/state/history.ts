/** Undo and redo: a bounded list of changes, each of which can be taken back and made again. */
export interface Change {
  undo(): void;
  redo(): void;
  /** Changes of the same key within a second are one: typing into one field is taken back at once. */
  readonly key: string;
  readonly at: number;
}

export interface History {
  push(change: Change): void;
  undo(): void;
  redo(): void;
  clear(): void;
}

const mergeWithinMs = 1000;

export function createHistory(
  limit: number,
  onChange: (state: { readonly canUndo: boolean; readonly canRedo: boolean }) => void,
): History {
  let done: readonly Change[] = [];
  let undone: readonly Change[] = [];
  const set = (nextDone: readonly Change[], nextUndone: readonly Change[]) => {
    done = nextDone;
    undone = nextUndone;
    onChange({ canUndo: done.length > 0, canRedo: undone.length > 0 });
  };
  return {
    push(change) {
      const last = done.at(-1);
      const isMore =
        last !== undefined && undone.length === 0 && last.key === change.key && change.at - last.at <= mergeWithinMs;
      const kept = isMore ? done.slice(0, -1) : done;
      set([...kept, isMore ? { ...change, undo: () => last.undo() } : change].slice(-limit), []);
    },
    undo() {
      const change = done.at(-1);
      if (!change) return;
      set(done.slice(0, -1), [...undone, change]);
      change.undo();
    },
    redo() {
      const change = undone.at(-1);
      if (!change) return;
      set([...done, change], undone.slice(0, -1));
      change.redo();
    },
    clear: () => set([], []),
  };
}

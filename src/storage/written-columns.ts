/** Which columns lie in storage as they are: a data set whose labels were corrected writes only those, and not its pictures again. */
import type { Column } from "../core/column";

export interface WrittenColumns {
  /** Groups of columns as they were written or read under this revision. */
  note(id: string, revision: string, groups: readonly (readonly Column[])[]): void;
  /** Whether the group of this number was, under this revision, made of these very columns. */
  has(id: string, revision: string | undefined, number: number, group: readonly Column[]): boolean;
  forget(id: string): void;
}

interface Written {
  readonly revision: string;
  /** Weak: what nobody uses any more must not stay in memory for this. */
  readonly groups: readonly (readonly WeakRef<Column>[])[];
}

export function createWrittenColumns(): WrittenColumns {
  const known = new Map<string, Written>();
  return {
    note: (id, revision, groups) =>
      void known.set(id, {
        revision,
        groups: groups.map((group) => group.map((column) => new WeakRef(column))),
      }),
    has(id, revision, number, group) {
      const written = known.get(id);
      // Another page may have written since.
      if (!written || written.revision !== revision) return false;
      const columns = written.groups[number];
      return columns?.length === group.length && group.every((column, i) => columns[i]?.deref() === column);
    },
    forget: (id) => void known.delete(id),
  };
}

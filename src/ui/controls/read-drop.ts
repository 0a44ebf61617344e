/** Files of a drop, folders walked through, each with its path inside what was dropped. */
import { fail } from "../../core/failure";
import type { SourceFile } from "../../core/source-file";

/** Call it within the drop event: the browser takes the items away afterwards. Throws `import/directory` for folders without files and `import/unreadable` where the system refuses. */
export function readDrop(transfer: DataTransfer): Promise<readonly SourceFile[]> {
  const entries = [...transfer.items].filter((item) => item.kind === "file").map((item) => item.webkitGetAsEntry());
  const loose = [...transfer.files].map(looseFile);
  return walkAll(
    entries.filter((entry) => entry !== null),
    loose,
  );
}

async function walkAll(
  entries: readonly FileSystemEntry[],
  loose: readonly SourceFile[],
): Promise<readonly SourceFile[]> {
  if (entries.length === 0) return loose;
  const found = (await Promise.all(entries.map(walk))).flat();
  if (found.length === 0) throw fail("import/directory", { file: entries.map((entry) => entry.name).join(", ") });
  return found;
}

async function walk(entry: FileSystemEntry): Promise<readonly SourceFile[]> {
  // Dot files are the system's own (.DS_Store) and no data.
  if (entry.name.startsWith(".")) return [];
  if (isFileEntry(entry)) return [{ file: await fileOf(entry), path: entry.fullPath.replace(/^\//, "") }];
  if (!isDirectoryEntry(entry)) return [];
  const inside = await entriesOf(entry);
  const files = await Promise.all(inside.map(walk));
  return files.flat().toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function isFileEntry(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isDirectoryEntry(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => {
    entry.file(resolve, (error) =>
      reject(fail("import/unreadable", { file: entry.name, reason: { en: error.message, zh: error.message } }, error)),
    );
  });
}

/** A reader hands out at most a hundred entries at once and an empty list at the end. */
async function entriesOf(directory: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = directory.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<readonly FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, (error) =>
        reject(
          fail("import/unreadable", { file: directory.name, reason: { en: error.message, zh: error.message } }, error),
        ),
      );
    });
    if (some.length === 0) return all;
    all.push(...some);
  }
}

/** A file that was picked; from a picked folder it knows its path. */
export function looseFile(file: File): SourceFile {
  return { file, path: file.webkitRelativePath || file.name };
}

/** Finds the column of a table that names pictures, and the picture of each row. */
import type { Column } from "../../core/column";
import { wordsOf } from "../../core/column-roles";
import { nameAt } from "../../core/column-values";
import { withoutRoot } from "./folder-columns";

export interface Join {
  /** Index of the column that names the pictures. */
  readonly column: number;
  /** For each row the index of its picture, -1 where there is none. */
  readonly pictures: Int32Array;
  /** How many different pictures are named. */
  readonly matched: number;
  /** Whether the column's own name speaks of files. */
  readonly isNamed: boolean;
}

/** Whether one join tells more than another; a class may by chance be the name of a picture, too. */
export function joinsBetter(join: Join, than: Join | null): boolean {
  if (!than || join.matched !== than.matched) return join.matched > (than?.matched ?? 0);
  return join.isNamed && !than.isNamed;
}

/** Endings that a table may write for pictures that have since been converted. */
const mediaEnding = /\.(a?png|jpe?g|jfif|webp|gif|bmp|avif|tiff?|dcm|dicom|heic|nii(\.gz)?|pgm|ppm)$/;
const fileWords = [
  "file",
  "filename",
  "path",
  "image",
  "img",
  "picture",
  "photo",
  "scan",
  "name",
  "id",
  "文件",
  "图片",
  "图像",
];
const ambiguous = -2;

/**
 * The column most of whose values name pictures, or that names most of the pictures; of several the one that names most
 * different ones. A value names a picture by its path, by the end of its path that no other picture shares, or by a path that
 * begins further out; its ending may be missing. Folders that disagree count for nothing only where every value and every
 * picture has a file name of its own.
 * @param paths of the pictures, with the folder that was dropped.
 */
export function joinPictures(columns: readonly Column[], rowCount: number, paths: readonly string[]): Join | null {
  const index = indexOf(paths);
  let best: Join | null = null;
  for (const [at, column] of columns.entries()) {
    if (column.kind === "image" || column.kind === "time") continue;
    const values = Array.from({ length: rowCount }, (_, row) => nameAt(column, row));
    const join = {
      ...joinValues(values, index),
      column: at,
      isNamed: wordsOf(column.name).some((word) => fileWords.includes(word)),
    };
    const present = values.reduce((count, value) => count + (value === null ? 0 : 1), 0);
    const rows = join.pictures.reduce((count, picture) => count + (picture < 0 ? 0 : 1), 0);
    if (join.matched === 0 || (rows * 2 < present && join.matched * 2 < paths.length)) continue;
    if (joinsBetter(join, best)) best = join;
  }
  return best;
}

interface Index {
  /** By each end of each path, with and without the ending of the name; `ambiguous` where several share it. */
  readonly byEnd: ReadonlyMap<string, number>;
  readonly byEndBare: ReadonlyMap<string, number>;
  readonly hasOwnNames: boolean;
}

function indexOf(paths: readonly string[]): Index {
  const byEnd = new Map<string, number>();
  const byEndBare = new Map<string, number>();
  const names = new Set<string>();
  for (const [picture, path] of paths.entries()) {
    const parts = keyOf(path).split("/");
    names.add(parts.at(-1) ?? "");
    for (let from = 0; from < parts.length; from++) {
      const end = parts.slice(from).join("/");
      byEnd.set(end, byEnd.has(end) ? ambiguous : picture);
      const bare = end.replace(/\.[^./]*$/, "");
      byEndBare.set(bare, byEndBare.has(bare) ? ambiguous : picture);
    }
  }
  // A whole path is never in doubt: it stands for its picture though it be the end of another's path, too.
  for (const [picture, path] of withoutRoot(paths).entries()) byEnd.set(keyOf(path), picture);
  return { byEnd, byEndBare, hasOwnNames: names.size === paths.length };
}

function joinValues(values: readonly (string | null)[], index: Index): Pick<Join, "pictures" | "matched"> {
  const keys = values.map((value) => (value === null ? null : keyOf(value)));
  const different = new Set(keys.filter((key) => key !== null));
  const valueNames = new Set(Array.from(different, nameOf));
  const mayForgetFolders = index.hasOwnNames && valueNames.size === different.size;
  const pictureOf = new Map<string, number>();
  for (const key of different) pictureOf.set(key, Math.max(-1, pictureNamed(key, index, mayForgetFolders)));
  const pictures = Int32Array.from(keys, (key) => (key === null ? -1 : (pictureOf.get(key) ?? -1)));
  const matched = new Set(pictures.filter((picture) => picture >= 0)).size;
  return { pictures, matched };
}

function pictureNamed(key: string, index: Index, mayForgetFolders: boolean): number {
  const parts = key.split("/");
  for (let from = 0; from < parts.length; from++) {
    // The table's path began further out than what was dropped, or its folders are not those of the pictures.
    const isNameOnly = from > 0 && from === parts.length - 1;
    if (isNameOnly && !mayForgetFolders) return -1;
    const picture = lookUp(parts.slice(from).join("/"), index);
    if (picture !== -1) return picture;
  }
  return -1;
}

function lookUp(end: string, { byEnd, byEndBare }: Index): number {
  const exact = byEnd.get(end);
  if (exact !== undefined) return exact;
  return byEndBare.get(end) ?? byEndBare.get(end.replace(mediaEnding, "")) ?? -1;
}

function nameOf(key: string): string {
  return key.slice(key.lastIndexOf("/") + 1);
}

/** Case and the kind of slash do not count. */
function keyOf(path: string): string {
  return path
    .trim()
    .normalize("NFC")
    .toLowerCase()
    .replaceAll("\\", "/")
    .replace(/^(\.{0,2}\/)+/, "");
}

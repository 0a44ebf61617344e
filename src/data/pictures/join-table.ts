/** Finds the column of a table that names pictures, and the picture of each row. */
import type { Column } from "../../core/column";
import { wordsOf } from "../../core/column-roles";
import { nameAt } from "../../core/column-values";
import { withoutRoot } from "./folder-columns";
import { indexNumbers, joinNumbers } from "./join-numbers";

export interface Join {
  /** Index of the column that names the pictures. */
  readonly column: number;
  /** For each row the index of its picture, -1 where there is none. */
  readonly pictures: Int32Array;
  /** How many different pictures are named. */
  readonly matched: number;
  /** Whether the column's own name speaks of files. */
  readonly isNamed: boolean;
  /** Whether all of its values name pictures to the letter, and not as numbers only. */
  readonly isLiteral: boolean;
  /** Rows that may name a picture by its number, were it not that of several. */
  readonly doubtful: number;
}

export interface JoinFinding {
  readonly join: Join | null;
  /** The column that names files and has numbers in doubt, of the join or where there is none. */
  readonly doubt: { readonly column: string; readonly rows: number } | null;
}

/** Whether one join tells more than another; a class may by chance be the name of a picture, too. */
export function joinsBetter(join: Join, than: Join | null): boolean {
  if (!than || join.matched !== than.matched) return join.matched > (than?.matched ?? 0);
  if (join.isLiteral !== than.isLiteral) return join.isLiteral;
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
 * picture has a file name of its own. Where values and names are numbers, leading zeros count for nothing: in a column that is called like files
 * or whose every value so names a picture of its own, and not where several pictures or several values are the same number.
 * @param paths of the pictures, with the folder that was dropped.
 */
export function findJoin(columns: readonly Column[], rowCount: number, paths: readonly string[]): JoinFinding {
  const index = indexOf(paths);
  let best: Join | null = null;
  let doubt: JoinFinding["doubt"] = null;
  for (const [at, column] of columns.entries()) {
    if (column.kind === "image" || column.kind === "time") continue;
    const values = Array.from({ length: rowCount }, (_, row) => nameAt(column, row));
    const isNamed = wordsOf(column.name).some((word) => fileWords.includes(word));
    const join = { ...joinValues(values, index, isNamed), column: at, isNamed };
    if (isNamed && join.doubtful > 0) doubt ??= { column: column.name, rows: join.doubtful };
    const present = values.reduce((count, value) => count + (value === null ? 0 : 1), 0);
    const rows = join.pictures.reduce((count, picture) => count + (picture < 0 ? 0 : 1), 0);
    if (join.matched === 0 || (rows * 2 < present && join.matched * 2 < paths.length)) continue;
    if (joinsBetter(join, best)) best = join;
  }
  if (best) doubt = best.doubtful > 0 ? { column: columns[best.column]?.name ?? "", rows: best.doubtful } : null;
  return { join: best, doubt };
}

interface Index {
  /** By each end of each path, with and without the ending of the name; `ambiguous` where several share it. */
  readonly byEnd: ReadonlyMap<string, number>;
  readonly byEndBare: ReadonlyMap<string, number>;
  readonly hasOwnNames: boolean;
  readonly byNumber: ReadonlyMap<string, number | null>;
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
  const byNumber = indexNumbers(paths.map((path) => nameOf(keyOf(path)).replace(/\.[^.]*$/, "")));
  return { byEnd, byEndBare, hasOwnNames: names.size === paths.length, byNumber };
}

function joinValues(
  values: readonly (string | null)[],
  index: Index,
  isNamed: boolean,
): Pick<Join, "pictures" | "matched" | "isLiteral" | "doubtful"> {
  const keys = values.map((value) => (value === null ? null : keyOf(value)));
  const different = new Set(keys.filter((key) => key !== null));
  const valueNames = new Set(Array.from(different, nameOf));
  const mayForgetFolders = index.hasOwnNames && valueNames.size === different.size;
  const pictureOf = new Map<string, number>();
  for (const key of different) pictureOf.set(key, Math.max(-1, pictureNamed(key, index, mayForgetFolders)));
  const stems = new Map(Array.from(different, (key) => [key, key.replace(mediaEnding, "")]));
  const numbers = joinNumbers(stems, index.byNumber, (key) => (pictureOf.get(key) ?? -1) >= 0);
  const present = keys.reduce((count, key) => count + (key === null ? 0 : 1), 0);
  const literal = Array.from(pictureOf.values()).reduce((count, picture) => count + (picture < 0 ? 0 : 1), 0);
  const isComplete = present === different.size && literal + numbers.pictureOf.size === different.size;
  const isLiteral = numbers.pictureOf.size === 0 || !(isNamed || isComplete);
  if (!isLiteral) for (const [key, picture] of numbers.pictureOf) pictureOf.set(key, picture);
  const pictures = Int32Array.from(keys, (key) => (key === null ? -1 : (pictureOf.get(key) ?? -1)));
  const matched = new Set(pictures.filter((picture) => picture >= 0)).size;
  const doubtful = keys.reduce((count, key) => count + (key !== null && numbers.doubtful.has(key) ? 1 : 0), 0);
  return { pictures, matched, isLiteral, doubtful };
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

/** What folders say of the pictures in them: the innermost is the class, one above or below it may be the subset. */
import type { Column } from "../../core/column";
import { subsetNamed } from "../../core/column-roles";
import { categoryColumn } from "../columns/category-column";

export type Subset = "train" | "validation" | "test";

export interface FolderSense {
  /** Class of each picture; null for all where the folders tell none apart. */
  readonly labels: readonly (string | null)[];
  readonly subsets: readonly (Subset | null)[];
}

/** Words beside the subset's own in the name of its folder: training_set, test-images, val2017. */
const fillers = new Set(["set", "data", "dataset", "split", "image", "images", "img", "imgs", "picture", "pictures"]);
const chineseSubsets: Readonly<Record<string, Subset>> = { 训练: "train", 验证: "validation", 测试: "test" };

/**
 * Paths as the folders within what was dropped, by "/". Folders named after subsets fill `subsets`; of the others the innermost
 * level that tells pictures apart is the class, so a folder “images” within each class is passed over.
 */
export function senseOfFolders(paths: readonly string[]): FolderSense {
  const parted = paths.map((path) => path.split("/").slice(0, -1));
  const subsets: (Subset | null)[] = [];
  const named = parted.map((parts) => parts.map(subsetOfFolder));
  const usual = countByLevel(named);
  const folders = parted.map((parts, picture) => {
    const at = usualLevel(named[picture] ?? [], usual);
    subsets.push(named[picture]?.[at] ?? null);
    return parts.filter((_, index) => index !== at).toReversed();
  });
  const none = paths.map(() => null);
  const isSplit = new Set(subsets.filter((subset) => subset !== null)).size > 1;
  // One such folder that holds pictures only is a class: trains beside buses, valid forms beside others.
  const isClass = !isSplit && folders.every((parts, picture) => subsets[picture] === null || parts.length === 0);
  const told = isClass ? parted.map((parts) => parts.toReversed()) : folders;
  const depth = told.reduce((most, parts) => Math.max(most, parts.length), 0);
  for (let level = 0; level < depth; level++) {
    const labels = told.map((parts) => parts[level] ?? null);
    if (new Set(labels.filter((label) => label !== null)).size < 2) continue;
    return { labels, subsets: isSplit ? subsets : none };
  }
  return { labels: none, subsets: isSplit ? subsets : none };
}

type Named = readonly (Subset | null)[];

/** How many pictures have a folder named after a subset at each level from outside. */
function countByLevel(named: readonly Named[]): readonly number[] {
  const counts: number[] = [];
  for (const levels of named) {
    for (const [level, subset] of levels.entries()) if (subset) counts[level] = (counts[level] ?? 0) + 1;
  }
  return counts;
}

/** Of several such folders around a picture the one at the level where most pictures have one: a class may be called “train”, too. -1 where there is none. */
function usualLevel(levels: Named, usual: readonly number[]): number {
  let best = -1;
  for (const [level, subset] of levels.entries()) {
    if (subset && (usual[level] ?? 0) >= (usual[best] ?? 0)) best = level;
  }
  return best;
}

/** The columns `label` and `split`, each where it says something, for these pictures in this order. */
export function folderColumns({ labels, subsets }: FolderSense, order: Int32Array): readonly Column[] {
  const given = [
    { name: "label", values: labels },
    { name: "split", values: subsets },
  ];
  return given.flatMap(({ name, values }) => {
    const own = Array.from(order, (index) => values[index] ?? null);
    if (own.every((value) => value === null)) return [];
    return [
      categoryColumn(
        name,
        Int32Array.from(own, (value, row) => (value === null ? -1 : row)),
        own,
      ),
    ];
  });
}

function subsetOfFolder(folder: string): Subset | null {
  const chinese = chineseSubsets[folder.replace(/[集图片数据]+$/, "")];
  if (chinese) return chinese;
  const words = folder
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== "" && !fillers.has(word));
  const [word] = words;
  return word !== undefined && words.length === 1 ? subsetNamed(word) : null;
}

/** Paths without the folder or archive that all of them are in; of a single picture the name. */
export function withoutRoot(paths: readonly string[]): readonly string[] {
  const clean = paths.map((path) => path.replaceAll("\\", "/").replace(/^(\.?\/)+/, ""));
  const root = clean[0]?.slice(0, clean[0].indexOf("/") + 1) ?? "";
  return root !== "" && clean.every((path) => path.startsWith(root))
    ? clean.map((path) => path.slice(root.length))
    : clean;
}

/** Which arrays are of the same rows: by name first, then by how many items they hold. */
import type { Subset } from "../../../core/split";
import type { Wording } from "../../../core/wording";
import { itemLength } from "./array-header";
import type { Part } from "./array-part";

export interface NamedPart extends Part {
  /** Of the column, or what the names of its columns begin with. */
  readonly column: string;
}

/** Arrays of the same rows. */
export interface Block {
  readonly subset: Subset | null;
  readonly stem: string;
  readonly count: number;
  readonly parts: readonly NamedPart[];
}

export interface Misfit {
  readonly file: string;
  readonly wording: Wording;
}

export interface Plan {
  readonly blocks: readonly Block[];
  /** Arrays that belong to no rows. */
  readonly misfits: readonly Misfit[];
}

interface OpenBlock {
  readonly main: Part;
  readonly parts: Part[];
}

const order: readonly (Subset | null)[] = ["train", "validation", "test", null];

export function planBlocks(parts: readonly Part[]): Plan {
  const hasPictures = parts.some(({ picture }) => picture);
  const blocks: OpenBlock[] = [];
  const singles: Part[] = [];
  const misfits: Misfit[] = [];
  for (const group of groupParts(parts)) {
    const main = mainOf(group, hasPictures);
    if (!main) {
      singles.push(...group);
      continue;
    }
    const block: OpenBlock = { main, parts: [main] };
    blocks.push(block);
    for (const part of group) if (part !== main) (part.count === main.count ? block.parts : singles).push(part);
  }
  for (const part of singles) {
    const block = blockFor(part, blocks);
    if (block) block.parts.push(part);
    else if (!hasPictures && !blocks.some(({ main }) => main.subset === part.subset)) {
      blocks.push({ main: part, parts: [part] });
    } else misfits.push({ file: part.source.name, wording: misfitOf(part, blocks) });
  }
  const sorted = blocks.toSorted((a, b) => order.indexOf(a.main.subset) - order.indexOf(b.main.subset));
  return { blocks: sorted.map(closeBlock), misfits };
}

function groupParts(parts: readonly Part[]): readonly (readonly Part[])[] {
  const groups = new Map<string, Part[]>();
  for (const part of parts) {
    const key = JSON.stringify([part.folder, part.stem, part.subset]);
    const group = groups.get(key);
    if (group) group.push(part);
    else groups.set(key, [part]);
  }
  return [...groups.values()];
}

/** What the rows of a group are counted by: its pictures, or its table where there are no pictures at all. */
function mainOf(group: readonly Part[], hasPictures: boolean): Part | null {
  const candidates = group.filter((part) =>
    hasPictures ? part.picture : part.role === "inputs" || (part.role === null && itemLength(part.header) > 1),
  );
  return candidates.find(({ role }) => role === "inputs") ?? candidates[0] ?? null;
}

/** The only block of as many rows that a part can belong to; null where there is none, or a choice. */
function blockFor(part: Part, blocks: readonly OpenBlock[]): OpenBlock | null {
  const isFree = ({ parts }: OpenBlock) => part.role !== "labels" || parts.every(({ role }) => role !== "labels");
  let candidates = blocks.filter(({ main }) => {
    return main.count === part.count && (!main.subset || !part.subset || main.subset === part.subset);
  });
  const wishes = [
    ({ main }: OpenBlock) => main.subset === part.subset,
    ({ main }: OpenBlock) => main.folder === part.folder,
    ({ main }: OpenBlock) => main.stem === part.stem,
    isFree,
  ];
  for (const wish of wishes) {
    const better = candidates.filter(wish);
    if (better.length > 0) candidates = better;
  }
  return candidates.length === 1 ? (candidates[0] ?? null) : null;
}

function misfitOf(part: Part, blocks: readonly OpenBlock[]): Wording {
  const near =
    blocks.find(({ main }) => main.subset === part.subset && main.stem === part.stem) ??
    blocks.find(({ main }) => main.subset === part.subset) ??
    blocks[0];
  const held = part.count;
  if (!near || near.main.count === held) {
    return {
      en: `It was left out: it is not clear to which of the other files its ${held} items belong. Name it like them.`,
      zh: `已忽略：无法确定其 ${held} 项属于哪个文件。请使用相应的文件名。`,
    };
  }
  const { source, count } = near.main;
  return {
    en: `It was left out: it holds ${held} items, but “${source.name}” holds ${count}. Open the two files that were made together.`,
    zh: `已忽略：其中有 ${held} 项，而“${source.name}”有 ${count} 项。请打开配套的两个文件。`,
  };
}

function closeBlock({ main, parts }: OpenBlock): Block {
  const isOnlyLabel = (part: Part) =>
    parts.every((other) => other === part || (part.role === "labels" && other.role !== "labels")) ||
    (main.picture !== null && parts.length === 2 && (part.stem === "" || part.stem === main.stem));
  const taken = new Set<string>();
  const named = parts.map((part) => {
    const base = columnName(part, part === main, isOnlyLabel(part));
    let column = base;
    for (let next = 2; taken.has(column); next++) column = `${base} ${next}`;
    taken.add(column);
    return { ...part, column };
  });
  return { subset: main.subset, stem: main.stem, count: main.count, parts: named };
}

function columnName(part: Part, isMain: boolean, isOnlyLabel: boolean): string {
  if (isMain && part.picture) return "image";
  if (!isMain && isOnlyLabel) return "label";
  if (part.role === "labels") return isOnlyLabel ? "label" : part.stem || "label";
  return part.stem || (isMain || part.role === "inputs" ? "x" : "value");
}

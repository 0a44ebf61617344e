/** What the beginning of a file of numbers says of the rest. */
import type { Wording } from "../../../core/wording";
import type { ByteSource } from "../importer";
import { bytesOfType, type NumberType } from "./number-types";

export interface ArrayHeader {
  /** The first is how many items there are; at least one. */
  readonly shape: readonly number[];
  readonly type: NumberType;
  readonly isLittleEndian: boolean;
  /** The first index varies fastest (Fortran), instead of the last. */
  readonly isFirstFastest: boolean;
  /** Bytes before the first number. */
  readonly dataFrom: number;
}

/** Why a header cannot be read, and what to do. */
export interface Refusal {
  readonly reason: Wording;
  readonly remedy: Wording;
}

export function refuse(reason: Wording, remedy: Wording = again): Refusal {
  return { reason, remedy };
}

export const again: Wording = {
  en: "It may be damaged: copy or download it again.",
  zh: "文件可能已损坏：请重新复制或下载。",
};

/** @param head the first bytes, at most 64 kB. */
export type HeaderParser = (head: Uint8Array<ArrayBuffer>) => ArrayHeader | Refusal;

/** A file whose header has been read. */
export interface ArrayFile {
  readonly source: ByteSource;
  readonly header: ArrayHeader;
}

/** Numbers in one item, which is all but the first dimension. */
export function itemLength({ shape }: ArrayHeader): number {
  return shape.slice(1).reduce((product, side) => product * side, 1);
}

export function itemBytes(header: ArrayHeader): number {
  return itemLength(header) * bytesOfType[header.type];
}

/** Bytes of all numbers, the header not counted. */
export function dataBytes(header: ArrayHeader): number {
  return itemBytes(header) * (header.shape[0] ?? 0);
}

export function shapeText({ shape }: Pick<ArrayHeader, "shape">): string {
  return `[${shape.join(", ")}]`;
}

/** Why no bytes could fill this shape; null where some could. */
export function refuseShape(shape: readonly number[], type: NumberType): Refusal | null {
  const shown = shapeText({ shape });
  if (shape.length === 0) {
    return refuse({ en: "it holds a single number", zh: "其中只有一个数" }, severalNeeded);
  }
  if (shape.includes(0)) {
    return refuse({ en: `its shape is ${shown}: there is nothing in it`, zh: `其形状为 ${shown}：没有任何内容` });
  }
  // Beyond this, products are no longer exact; no disk holds as much.
  if (shape.reduce((product, side) => product * side, bytesOfType[type]) < Number.MAX_SAFE_INTEGER) return null;
  return refuse({
    en: `its shape is ${shown}: more numbers than any file holds`,
    zh: `其形状为 ${shown}：任何文件都装不下这么多数`,
  });
}

const severalNeeded: Wording = {
  en: "Save an array whose first dimension counts the examples.",
  zh: "请保存第一维为样本数的数组。",
};

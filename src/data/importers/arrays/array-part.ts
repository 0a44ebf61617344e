/** One array of a drop: what its name says, and whether its items are pictures or numbers. */
import type { Wording } from "../../../core/wording";
import { itemLength, shapeText, type ArrayFile, type ArrayHeader } from "./array-header";
import { readArrayName, type ArrayName } from "./array-names";

/** How an item is laid out that is a picture. */
export interface PictureLayout {
  readonly width: number;
  readonly height: number;
  /** 4 has transparency, which is left out. */
  readonly channels: 1 | 3 | 4;
  /** Each channel is a plane of its own: [channel, height, width]. */
  readonly isPlanes: boolean;
}

export interface Part extends ArrayName, ArrayFile {
  /** Null where the items are numbers. */
  readonly picture: PictureLayout | null;
  readonly count: number;
}

const mostColumns = 2_000;
/** A list of a few values in threes is a table; a picture has some size. */
const fewestPixels = 8;

/** Null where the items are neither pictures nor a row of a table. */
export function partOf(file: ArrayFile): Part | null {
  const { shape } = file.header;
  const [first = 0, second = 0, third = 0] = shape;
  const isOneInColour = shape.length === 3 && (third === 3 || third === 4) && Math.min(first, second) >= fewestPixels;
  const header: ArrayHeader = isOneInColour ? { ...file.header, shape: [1, ...shape] } : file.header;
  const picture = layoutOf(header.shape);
  const isTable = shape.length <= 2 && itemLength(header) <= mostColumns;
  if (!picture && !isTable) return null;
  return { ...readArrayName(file.source.path), source: file.source, header, picture, count: header.shape[0] ?? 0 };
}

export function noUse({ shape }: ArrayHeader): { readonly reason: Wording; readonly remedy: Wording } {
  const shown = shapeText({ shape });
  return {
    reason: {
      en: `its shape is ${shown}, which is neither pictures nor a table`,
      zh: `其形状为 ${shown}，既不是图片也不是表格`,
    },
    remedy: {
      en: `Pictures are [count, height, width], with 1, 3 or 4 channels at the end if any; tables have at most ${mostColumns} columns. Save it in such a shape.`,
      zh: `图片应为 [数量, 高, 宽]，通道（1、3 或 4）放在最后；表格最多 ${mostColumns} 列。请按此形状保存。`,
    },
  };
}

function layoutOf(shape: readonly number[]): PictureLayout | null {
  const [, a = 0, b = 0, c = 0] = shape;
  if (shape.length === 3) return a > 1 && b > 1 ? { height: a, width: b, channels: 1, isPlanes: false } : null;
  if (shape.length !== 4) return null;
  if (c === 1 || c === 3 || c === 4) return { height: a, width: b, channels: c, isPlanes: false };
  return a === 1 || a === 3 ? { height: b, width: c, channels: a, isPlanes: true } : null;
}

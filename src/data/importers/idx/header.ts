/** IDX, the format in which MNIST is handed out (http://yann.lecun.com/exdb/mnist): 0, 0, type, dimensions; each dimension in 4 bytes; the numbers. All big-endian. */
import type { Wording } from "../../../core/wording";
import { refuse, refuseShape, type ArrayHeader, type Refusal } from "../arrays/array-header";
import type { NumberType } from "../arrays/number-types";

const types: Readonly<Record<number, NumberType>> = { 8: "u1", 9: "i1", 11: "i2", 12: "i4", 13: "f4", 14: "f8" };
const mostDimensions = 8;

export function hasIdxMark(head: Uint8Array): boolean {
  const [first, second, type = 0, dimensions = 0] = head;
  return first === 0 && second === 0 && types[type] !== undefined && dimensions >= 1 && dimensions <= mostDimensions;
}

export function parseIdxHeader(head: Uint8Array<ArrayBuffer>): ArrayHeader | Refusal {
  const [, , typeMark = 0, dimensions = 0] = head;
  const type = types[typeMark];
  const dataFrom = 4 + dimensions * 4;
  if (!type || !hasIdxMark(head)) return refuse(noMark, original);
  if (head.length < dataFrom) return refuse({ en: "its header is cut short", zh: "文件头不完整" });
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const shape = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + i * 4));
  return refuseShape(shape, type) ?? { shape, type, isLittleEndian: false, isFirstFastest: false, dataFrom };
}

const noMark: Wording = {
  en: "its name says IDX, but its first four bytes do not (0, 0, type, dimensions)",
  zh: "文件名表明是 IDX 格式，但开头四个字节不符（应为 0、0、类型、维数）",
};
const original: Wording = {
  en: "Download it again, as it is handed out: train-images-idx3-ubyte.gz and its like, without unpacking or renaming.",
  zh: "请重新下载原始文件（如 train-images-idx3-ubyte.gz），无需解压或改名。",
};

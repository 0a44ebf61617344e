/** The header of a NumPy array (NEP 1; numpy.lib.format, versions 1 to 3): a mark, a version, a length and a Python dictionary as text. */
import type { Wording } from "../../../core/wording";
import { refuse, refuseShape, type ArrayHeader, type Refusal } from "../arrays/array-header";
import { bytesOfType, type NumberType } from "../arrays/number-types";

const mark = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

export function hasNpyMark(head: Uint8Array): boolean {
  return mark.every((byte, i) => head[i] === byte);
}

export function parseNpyHeader(head: Uint8Array<ArrayBuffer>): ArrayHeader | Refusal {
  if (!hasNpyMark(head)) return refuse(noMark);
  const version = head[6] ?? 0;
  if (head.length < 12) return unreadable;
  if (version < 1 || version > 3) {
    return refuse(
      {
        en: `its format is of version ${version}; versions 1 to 3 are read here`,
        zh: `格式版本为 ${version}；此处支持 1 至 3`,
      },
      saveAgain,
    );
  }
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const from = version === 1 ? 10 : 12;
  const dataFrom = from + (version === 1 ? view.getUint16(8, true) : view.getUint32(8, true));
  if (dataFrom > head.length) return unreadable;
  return parseDictionary(new TextDecoder().decode(head.subarray(from, dataFrom)), dataFrom);
}

/** {'descr': '<f4', 'fortran_order': False, 'shape': (60, 28, 28), } */
function parseDictionary(text: string, dataFrom: number): ArrayHeader | Refusal {
  const order = /['"]fortran_order['"]\s*:\s*(True|False)/.exec(text)?.[1];
  const sides = /['"]shape['"]\s*:\s*\(([\d\s,L]*)\)/.exec(text)?.[1];
  const described = /['"]descr['"]\s*:\s*(?:['"]([^'"]*)['"]|\[)/.exec(text);
  if (!order || sides === undefined || !described) return unreadable;
  const descr = described[1];
  if (descr === undefined) return refuse(structured, oneType);
  const [, endian, kind = ""] = /^([<>|=]?)([a-zA-Z]\d*)/.exec(descr) ?? [];
  if (kind.startsWith("O")) return refuse(objects, oneType);
  const type = typeOf(kind);
  if (!type) {
    return refuse(
      { en: `its values are of type “${descr}”, which is not read here`, zh: `其数据类型为“${descr}”，此处不支持` },
      oneType,
    );
  }
  const shape = sides.split(",").flatMap((side) => (side.trim() === "" ? [] : [Number.parseInt(side, 10)]));
  // "=" is the order of the machine that wrote it; those with the other one are in museums.
  const header = { shape, type, isLittleEndian: endian !== ">", isFirstFastest: order === "True", dataFrom };
  return refuseShape(shape, type) ?? header;
}

function typeOf(kind: string): NumberType | null {
  if (kind === "b1" || kind === "?") return "bool";
  return Object.hasOwn(bytesOfType, kind) && kind !== "bool" ? (kind as NumberType) : null; // a key of the table
}

const noMark: Wording = {
  en: "its name says NumPy, but it does not begin as a NumPy array does",
  zh: "文件名表明是 NumPy 数组，但文件开头不符",
};
const unreadable = refuse({ en: "its header is damaged or cut short", zh: "文件头已损坏或不完整" });
const structured: Wording = { en: "its items are records of several fields", zh: "其元素是含多个字段的记录" };
const objects: Wording = {
  en: "it holds Python objects (pickle), which are programs and not data",
  zh: "其中是 Python 对象（pickle），属于程序而非数据",
};
const oneType: Wording = {
  en: "In Python, make it an array of one number type first: numpy.save(name, array.astype(“float32”)).",
  zh: "请先在 Python 中转为单一数值类型：numpy.save(name, array.astype(“float32”))。",
};
const saveAgain: Wording = {
  en: "Save it again with numpy.save.",
  zh: "请用 numpy.save 重新保存。",
};

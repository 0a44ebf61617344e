/** Plain data with typed arrays in it as JSON and bytes, and back: nothing is lost, not even NaN. */

const arrayTypes = { Float64Array, Float32Array, Int32Array, Uint32Array, Uint16Array, Uint8Array } as const;
type ArrayType = keyof typeof arrayTypes;
type Numbers = InstanceType<(typeof arrayTypes)[ArrayType]>;

export interface Packed {
  readonly json: string;
  /** One after the other they are the bytes; little-endian. */
  readonly arrays: readonly Numbers[];
}

/**
 * A typed array is written as {"$array": [type, first byte, length]}, a number that JSON does not know as {"$number": "NaN"}.
 * Keys of the data that begin with "$" get another one.
 */
export function pack(value: unknown): Packed {
  const arrays: Numbers[] = [];
  let byteLength = 0;

  function encode(item: unknown): unknown {
    if (typeof item === "number") return Number.isFinite(item) ? item : { $number: String(item) };
    if (typeof item !== "object" || item === null) return item;
    if (Array.isArray(item)) return item.map(encode);
    if (!ArrayBuffer.isView(item)) {
      return Object.fromEntries(Object.entries(item).map(([key, inner]) => [escapeKey(key), encode(inner)]));
    }
    const type = item.constructor.name;
    if (!isArrayType(type)) throw new TypeError(`a ${type} cannot be packed`);
    const numbers = item as Numbers; // by its type
    arrays.push(numbers);
    byteLength += numbers.byteLength;
    return { $array: [type, byteLength - numbers.byteLength, numbers.length] };
  }

  return { json: JSON.stringify(encode(value)), arrays };
}

/** Throws where JSON and bytes do not belong together. */
export function unpack(json: string, bytes: ArrayBuffer): unknown {
  function decode(item: unknown): unknown {
    if (Array.isArray(item)) return item.map(decode);
    if (typeof item !== "object" || item === null) return item;
    if ("$number" in item) return Number(item.$number);
    if ("$array" in item) return arrayOf(item.$array, bytes);
    return Object.fromEntries(Object.entries(item).map(([key, inner]) => [unescapeKey(key), decode(inner)]));
  }
  return decode(JSON.parse(json));
}

function arrayOf(described: unknown, bytes: ArrayBuffer): Numbers {
  const [type, from, length] = described as [unknown, number, number]; // checked below
  if (!isArrayType(type)) throw new TypeError(`there is no array type ${String(type)}`);
  const constructor = arrayTypes[type];
  const to = from + length * constructor.BYTES_PER_ELEMENT;
  if (!(from >= 0 && length >= 0 && to <= bytes.byteLength))
    throw new RangeError(`bytes ${from} to ${to} are not there`);
  return new constructor(bytes.slice(from, to));
}

function isArrayType(type: unknown): type is ArrayType {
  return typeof type === "string" && Object.hasOwn(arrayTypes, type);
}

function escapeKey(key: string): string {
  return key.startsWith("$") ? `$${key}` : key;
}

function unescapeKey(key: string): string {
  return key.startsWith("$") ? key.slice(1) : key;
}

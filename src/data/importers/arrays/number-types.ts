/** Kinds of numbers in files, and how their bytes become numbers. */

export const bytesOfType = {
  bool: 1,
  u1: 1,
  i1: 1,
  u2: 2,
  i2: 2,
  u4: 4,
  i4: 4,
  u8: 8,
  i8: 8,
  f2: 2,
  f4: 4,
  f8: 8,
} as const;

/** b/u/i/f for bool, unsigned, signed and floating, with the bytes of each; whole numbers of 8 bytes are exact to 2^53. */
export type NumberType = keyof typeof bytesOfType;

type Reader = (view: DataView, at: number, isLittle: boolean) => number;

const readers: Readonly<Record<NumberType, Reader>> = {
  bool: (view, at) => (view.getUint8(at) === 0 ? 0 : 1),
  u1: (view, at) => view.getUint8(at),
  i1: (view, at) => view.getInt8(at),
  u2: (view, at, isLittle) => view.getUint16(at, isLittle),
  i2: (view, at, isLittle) => view.getInt16(at, isLittle),
  u4: (view, at, isLittle) => view.getUint32(at, isLittle),
  i4: (view, at, isLittle) => view.getInt32(at, isLittle),
  u8: (view, at, isLittle) => Number(view.getBigUint64(at, isLittle)),
  i8: (view, at, isLittle) => Number(view.getBigInt64(at, isLittle)),
  f2: (view, at, isLittle) => fromHalf(view.getUint16(at, isLittle)),
  f4: (view, at, isLittle) => view.getFloat32(at, isLittle),
  f8: (view, at, isLittle) => view.getFloat64(at, isLittle),
};

/** Reads as many numbers as fit into `numbers` from the beginning of the bytes. */
export function readNumbers(
  bytes: Uint8Array<ArrayBuffer>,
  { type, isLittleEndian }: { readonly type: NumberType; readonly isLittleEndian: boolean },
  numbers: Float64Array<ArrayBuffer>,
): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = readers[type];
  const size = bytesOfType[type];
  for (let i = 0; i < numbers.length; i++) numbers[i] = read(view, i * size, isLittleEndian);
}

/** IEEE 754 binary16: a sign bit, five of exponent, ten of fraction. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}

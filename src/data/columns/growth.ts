/** Typed arrays that double when they are full: a column is built without knowing how many rows will come. */

export function growFloat64(array: Float64Array<ArrayBuffer>, needed: number): Float64Array<ArrayBuffer> {
  if (needed <= array.length) return array;
  const grown = new Float64Array(grownLength(array.length, needed));
  grown.set(array);
  return grown;
}

export function growInt32(array: Int32Array<ArrayBuffer>, needed: number): Int32Array<ArrayBuffer> {
  if (needed <= array.length) return array;
  const grown = new Int32Array(grownLength(array.length, needed));
  grown.set(array);
  return grown;
}

export function growUint32(array: Uint32Array<ArrayBuffer>, needed: number): Uint32Array<ArrayBuffer> {
  if (needed <= array.length) return array;
  const grown = new Uint32Array(grownLength(array.length, needed));
  grown.set(array);
  return grown;
}

export function growUint8(array: Uint8Array<ArrayBuffer>, needed: number): Uint8Array<ArrayBuffer> {
  if (needed <= array.length) return array;
  const grown = new Uint8Array(grownLength(array.length, needed));
  grown.set(array);
  return grown;
}

/** Doubles while small, then grows by half: a big column must not be held three times over. */
function grownLength(length: number, needed: number): number {
  return Math.max(needed, length < 1 << 20 ? length * 2 : Math.ceil(length * 1.5));
}

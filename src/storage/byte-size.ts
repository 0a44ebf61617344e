/** Bytes that a value takes, roughly: exact for typed arrays, which are nearly all of it, and two a character for text. */
export function byteSizeOf(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value === "string") return 2 * value.length;
  if (Array.isArray(value)) return value.reduce((size: number, item) => size + byteSizeOf(item), 0);
  if (typeof value === "object" && value !== null) return byteSizeOf(Object.values(value));
  return 8;
}

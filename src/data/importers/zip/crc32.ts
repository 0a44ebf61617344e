/** The checksum of zip files and of PNG: CRC-32 of ISO 3309, reflected polynomial 0xEDB88320, four bytes at a time (Sarwate 1988; Kounavis and Berry 2005). */
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});
const second = followed(table);
const third = followed(second);
const fourth = followed(third);

/** What a byte does to the checksum with one byte more behind it. */
function followed(before: Uint32Array): Uint32Array {
  return before.map((crc) => (crc >>> 8) ^ table[crc & 255]!); // 256 entries
}

/** Carries a checksum on over more bytes; begin with 0. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let crc = ~before;
  let at = 0;
  for (const end = bytes.length - 3; at < end; at += 4) {
    crc ^= bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24); // at + 3 < length
    crc = fourth[crc & 255]! ^ third[(crc >>> 8) & 255]! ^ second[(crc >>> 16) & 255]! ^ table[crc >>> 24]!; // 256 entries
  }
  for (; at < bytes.length; at++) crc = (crc >>> 8) ^ table[(crc ^ bytes[at]!) & 255]!; // 256 entries
  return ~crc >>> 0;
}

/** What can be said of a picture file without decoding it. */

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

export interface PictureFormat {
  readonly id: "png" | "jpeg" | "webp" | "gif" | "bmp" | "avif";
  /** As people write it, the same in every language. */
  readonly name: string;
  readonly type: `image/${string}`;
  /** Endings of file names, without the dot. */
  readonly endings: readonly string[];
  /** By the first 64 bytes. */
  matches(head: Uint8Array): boolean;
  /** Pixels as they are stored, before any turning; null where the bytes do not reach that far or make no sense. */
  sizeOf(bytes: Uint8Array): PictureSize | null;
  /** Whether nothing is missing at the end and what has a checksum agrees with it. Bytes behind the end do no harm. */
  isWhole(bytes: Uint8Array): boolean;
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Whether these letters stand at a place. */
export function spells(bytes: Uint8Array, at: number, letters: string): boolean {
  for (let i = 0; i < letters.length; i++) if (bytes[at + i] !== letters.charCodeAt(i)) return false;
  return true;
}

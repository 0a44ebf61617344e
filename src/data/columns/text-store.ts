/** A growing list of texts kept as UTF-8 bytes: no string of a parsed chunk outlives the chunk. */
import { growUint32, growUint8 } from "./growth";

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

export interface TextStore {
  readonly length: number;
  append(text: string): void;
  textAt(index: number): string;
  /** The bytes and offsets of a text column, cut to size. */
  finish(): { readonly utf8: Uint8Array<ArrayBuffer>; readonly offsets: Uint32Array<ArrayBuffer> };
}

export function createTextStore(): TextStore {
  let utf8 = new Uint8Array(64);
  let offsets = new Uint32Array(16);
  let length = 0;
  let end = 0;
  return {
    get length() {
      return length;
    },
    append(text) {
      if (text.length > 0) {
        // A UTF-16 unit takes at most three bytes of UTF-8.
        utf8 = growUint8(utf8, end + text.length * 3);
        end = writeShort(text, utf8, end) ?? end + encoder.encodeInto(text, utf8.subarray(end)).written;
      }
      length++;
      offsets = growUint32(offsets, length + 1);
      offsets[length] = end;
    },
    textAt: (index) => decoder.decode(utf8.subarray(offsets[index], offsets[index + 1])),
    finish: () => ({ utf8: utf8.slice(0, end), offsets: offsets.slice(0, length + 1) }),
  };
}

const shortLength = 24;

/** Writes a short text of ASCII, several times as fast as the encoder, and gives its end; null for any other text. */
function writeShort(text: string, into: Uint8Array, from: number): number | null {
  if (text.length > shortLength) return null;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 127) return null;
    into[from + i] = code;
  }
  return from + text.length;
}

/** The same text in memory of its own: a substring would keep the whole chunk that it was cut from alive. */
export function detach(text: string): string {
  return text.length < 13 ? text : decoder.decode(encoder.encode(text));
}

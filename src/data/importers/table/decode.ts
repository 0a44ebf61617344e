/** Bytes to text, piece by piece: a character that is cut by a border waits for its rest. */

export interface DecodedText {
  readonly text: string;
  /** 1-based line of the first bytes in this piece that the encoding cannot hold. */
  readonly brokenLine: number | null;
  readonly bytes: Uint8Array;
}

const replacement = "\ufffd";

export async function* decodeText(
  chunks: AsyncIterable<Uint8Array<ArrayBuffer>>,
  encoding: string,
): AsyncGenerator<DecodedText> {
  const decoder = new TextDecoder(encoding);
  let line = 1;
  const decoded = (text: string, bytes: Uint8Array): DecodedText => {
    const brokenAt = text.indexOf(replacement);
    const isBroken = brokenAt >= 0 && !(encoding === "utf-8" && holdsWrittenReplacement(bytes));
    const brokenLine = isBroken ? line + countNewlines(text, 0, brokenAt) : null;
    line += countNewlines(text, 0, text.length);
    return { text, brokenLine, bytes };
  };
  for await (const bytes of chunks) yield decoded(decoder.decode(bytes, { stream: true }), bytes);
  const rest = decoder.decode();
  if (rest !== "") yield decoded(rest, new Uint8Array());
}

/** The replacement character may stand in the file itself, as EF BF BD: then only other broken bytes count. */
function holdsWrittenReplacement(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(continuationBytes(bytes)), { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Bytes at the beginning that belong to a character of the piece before. */
function continuationBytes(bytes: Uint8Array): number {
  let count = 0;
  while (count < 3 && (bytes[count] ?? 0) >> 6 === 2) count++;
  return count;
}

/** Line ends in a part of a text: \n, \r\n, and \r by itself. */
export function countNewlines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", from); at >= 0 && at < to; at = text.indexOf("\n", at + 1)) count++;
  let at = text.indexOf("\r", from);
  for (; at >= 0 && at < to; at = text.indexOf("\r", at + 1)) if (text[at + 1] !== "\n") count++;
  return count;
}

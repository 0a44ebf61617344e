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
  let unfinished = new Uint8Array();
  const decoded = (text: string, bytes: Uint8Array): DecodedText => {
    const brokenAt = text.indexOf(replacement);
    const isBroken = brokenAt >= 0 && !(encoding === "utf-8" && bytes.length > 0 && isUtf8(unfinished, bytes));
    if (encoding === "utf-8") unfinished = unfinishedEnd(unfinished, bytes);
    const brokenLine = isBroken ? line + countNewlines(text, 0, brokenAt) : null;
    line += countNewlines(text, 0, text.length);
    return { text, brokenLine, bytes };
  };
  for await (const bytes of chunks) yield decoded(decoder.decode(bytes, { stream: true }), bytes);
  const rest = decoder.decode();
  if (rest !== "") yield decoded(rest, new Uint8Array());
}

/** The replacement character may stand in the file itself, as EF BF BD: only bytes that are not UTF-8 are broken. */
function isUtf8(unfinished: Uint8Array, bytes: Uint8Array): boolean {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    decoder.decode(unfinished, { stream: true });
    decoder.decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** The bytes of a character that the next piece will finish. */
function unfinishedEnd(before: Uint8Array, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const end = Uint8Array.from([...before, ...bytes.subarray(-3)].slice(-3));
  const lead = end.findLastIndex((byte) => byte >= 0xc0);
  if (lead < 0) return new Uint8Array();
  const first = end[lead] ?? 0;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  return end.length - lead < length ? end.slice(lead) : new Uint8Array();
}

/** Line ends in a part of a text: \n, \r\n, and \r by itself. */
function countNewlines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", from); at >= 0 && at < to; at = text.indexOf("\n", at + 1)) count++;
  let at = text.indexOf("\r", from);
  for (; at >= 0 && at < to; at = text.indexOf("\r", at + 1)) if (text[at + 1] !== "\n") count++;
  return count;
}

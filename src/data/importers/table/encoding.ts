/** Guesses the encoding of text from its first bytes: marks, then UTF-8, then what national encodings have in common. */
import { fail } from "../../../core/failure";

export interface EncodingGuess {
  /** A label that TextDecoder knows. */
  readonly encoding: string;
  /** Given by a mark or by UTF-8's own rules; otherwise a guess. */
  readonly isCertain: boolean;
}

/** @param isWhole whether the bytes are the whole file, so that a character cut off at the end is an error. */
export function guessEncoding(bytes: Uint8Array, isWhole: boolean): EncodingGuess {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return { encoding: "utf-8", isCertain: true };
  if (first === 0xff && second === 0xfe) return { encoding: "utf-16le", isCertain: true };
  if (first === 0xfe && second === 0xff) return { encoding: "utf-16be", isCertain: true };
  const wide = guessUtf16(bytes);
  if (wide) return { encoding: wide, isCertain: false };
  if (isUtf8(bytes, isWhole)) return { encoding: "utf-8", isCertain: true };
  return { encoding: guessNational(bytes), isCertain: false };
}

/** In UTF-16 the high byte of ASCII is zero: zeros on one side only. */
function guessUtf16(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  const zeros = [0, 0];
  const length = Math.min(bytes.length, 1 << 16);
  for (let i = 0; i < length; i++) if (bytes[i] === 0) zeros[i & 1]!++; // two entries
  const [even = 0, odd = 0] = zeros;
  if (odd * 2 > length * 0.3 && even * 20 < odd) return "utf-16le";
  if (even * 2 > length * 0.3 && odd * 20 < even) return "utf-16be";
  return null;
}

function isUtf8(bytes: Uint8Array, isWhole: boolean): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: !isWhole });
    return true;
  } catch {
    return false;
  }
}

/**
 * Western and Cyrillic text against the double-byte encodings of East Asia. A pair of bytes speaks for an encoding
 * where it falls among the characters in daily use; accented letters in Western text stand alone between ASCII letters.
 */
export function guessNational(bytes: Uint8Array): string {
  const high = bytes.filter((byte) => byte >= 0x80).length;
  const candidates = [
    { encoding: "gb18030", share: pairShare(bytes, isCommonGb) },
    { encoding: "big5", share: pairShare(bytes, isCommonBig5) },
    { encoding: "shift_jis", share: pairShare(bytes, isCommonShiftJis) },
    { encoding: "euc-kr", share: pairShare(bytes, isCommonEucKr) },
  ];
  // Korean syllables lie within the Chinese range, so on a tie the narrower range is right.
  const best = candidates.reduce((a, b) => (b.share > a.share || (b.encoding === "euc-kr" && b.share > 0.97) ? b : a));
  if (best.share > 0.8 && high > 3) return best.encoding;
  return isCyrillic(bytes) ? "windows-1251" : "windows-1252";
}

type PairTest = (lead: number, trail: number) => boolean;

// GB 2312: punctuation, full-width forms and the 3,755 commonest characters.
const isCommonGb: PairTest = (lead, trail) =>
  trail >= 0xa1 && trail !== 0xff && ((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa3));
// Big5: punctuation and the 5,401 commonest characters.
const isCommonBig5: PairTest = (lead, trail) =>
  lead >= 0xa1 &&
  lead <= 0xc6 &&
  lead !== 0xa2 &&
  ((trail >= 0x40 && trail <= 0x7e) || (trail >= 0xa1 && trail <= 0xfe));
// Shift_JIS: punctuation, kana and the first level of kanji.
const isCommonShiftJis: PairTest = (lead, trail) =>
  lead >= 0x81 && lead <= 0x98 && (lead <= 0x83 || lead >= 0x88) && trail >= 0x40 && trail <= 0xfc && trail !== 0x7f;
// EUC-KR: punctuation and hangul.
const isCommonEucKr: PairTest = (lead, trail) =>
  trail >= 0xa1 && trail !== 0xff && ((lead >= 0xb0 && lead <= 0xc8) || (lead >= 0xa1 && lead <= 0xa3));

/** Share of the high bytes, read in pairs, that make characters in common use. */
function pairShare(bytes: Uint8Array, isCommon: PairTest): number {
  let pairs = 0;
  let common = 0;
  for (let i = 0; i < bytes.length - 1; i++) {
    const lead = bytes[i]!; // i < length
    if (lead < 0x80) continue;
    pairs++;
    if (isCommon(lead, bytes[i + 1]!)) common++; // i + 1 < length
    i++;
  }
  return pairs === 0 ? 0 : common / pairs;
}

/** Whole words of letters from the upper half. */
function isCyrillic(bytes: Uint8Array): boolean {
  let letters = 0;
  let inWords = 0;
  for (let i = 1; i < bytes.length; i++) {
    if (bytes[i]! < 0xc0) continue; // i < length
    letters++;
    if (bytes[i - 1]! >= 0xc0) inWords++;
  }
  return letters > 3 && inWords / letters > 0.6;
}

/** Throws `import/unreadable` for a label that no browser knows. */
export function decoderOf(file: string, encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding);
  } catch (error) {
    const reason = { en: `there is no encoding “${encoding}”`, zh: `没有名为“${encoding}”的编码` };
    throw fail("import/unreadable", { file, reason }, error);
  }
}

/** Texts as words or characters: what is counted, learned and looked up. */

export interface WordRules {
  readonly lowerCase: boolean;
  /** Whether marks such as “!” count as words; symbols such as “£” and emoji always do. */
  readonly punctuation: boolean;
}

export type TokenReader = (text: string) => readonly string[];

/** One locale everywhere: a model must find the same words on every machine. */
const segmenter = new Intl.Segmenter("en", { granularity: "word" });

const letterOrNumber = /[\p{L}\p{N}]/u;
const symbol = /\p{S}/u;
const plainWord = /^[A-Za-z0-9]+$/;
/** Engines differ in whether a full stop or colon between letters ends a word (dinner.msg, e.g.): here it does. */
const stopInWord = /(?<=\p{L})[.:．：](?=\p{L})/gu;

/** Pieces between blanks come back again and again, so what was found in them is kept; longer ones seldom do. */
const longestKept = 40;
const mostKept = 200_000;

const readers = new Map<string, TokenReader>();

/**
 * Words by the Unicode rules (UAX #29), cut at every full stop and colon between letters; Chinese, Japanese and Thai ones by dictionary. Letters are composed (NFC). A mark or
 * symbol that is repeated counts once.
 */
export function wordReader(rules: WordRules): TokenReader {
  const key = `${rules.lowerCase} ${rules.punctuation}`;
  const known = readers.get(key);
  if (known) return known;
  const reader = createWordReader(rules);
  readers.set(key, reader);
  return reader;
}

function createWordReader({ lowerCase, punctuation }: WordRules): TokenReader {
  const kept = new Map<string, readonly string[]>();
  const read = (piece: string): readonly string[] => {
    if (plainWord.test(piece)) return [piece];
    const known = kept.get(piece);
    if (known) return known;
    const words = wordsOfPiece(piece, punctuation);
    if (piece.length <= longestKept) {
      if (kept.size >= mostKept) kept.clear();
      kept.set(piece, words);
    }
    return words;
  };
  return (text) => {
    const composed = text.normalize("NFC");
    const cased = lowerCase ? composed.toLowerCase() : composed;
    const words: string[] = [];
    for (const piece of cased.split(/\s+/u)) if (piece !== "") for (const word of read(piece)) words.push(word);
    return words;
  };
}

function wordsOfPiece(piece: string, punctuation: boolean): readonly string[] {
  const words: string[] = [];
  let mark = "";
  for (const { segment } of segmenter.segment(piece.replace(stopInWord, " $& "))) {
    if (segment.trim() === "") continue;
    const isWord = letterOrNumber.test(segment);
    const counts = isWord || punctuation || symbol.test(segment);
    if (counts && segment !== mark) words.push(segment);
    mark = isWord ? "" : segment;
  }
  return words;
}

/** Characters (code points), each run of blanks as one space. */
export function characterReader(lowerCase: boolean): TokenReader {
  return (text) => {
    const composed = text.normalize("NFC").replace(/\s+/gu, " ").trim();
    return Array.from(lowerCase ? composed.toLowerCase() : composed);
  };
}

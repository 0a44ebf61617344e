/** Texts as pieces that give the text back when they are joined: what a model of a language reads and writes. */
import type { TokenReader } from "../../core/words";

export type Unit = "word" | "character";

/** One locale everywhere: a model must find the same words on every machine. */
const segmenter = new Intl.Segmenter("en", { granularity: "word" });

/**
 * Characters (code points), or words by the Unicode rules (UAX #29) and what stands between them, a single space with the piece behind it.
 * Letters are composed (NFC), ends of lines are "\n".
 */
export function pieceReader(unit: Unit, lowerCase: boolean): TokenReader {
  return (text) => {
    const composed = text.normalize("NFC").replace(/\r\n?/gu, "\n");
    const cased = lowerCase ? composed.toLowerCase() : composed;
    return unit === "character" ? Array.from(cased) : wordPieces(cased);
  };
}

function wordPieces(text: string): readonly string[] {
  const pieces: string[] = [];
  let space = "";
  for (const { segment } of segmenter.segment(text)) {
    if (segment === " " && space === "") {
      space = segment;
      continue;
    }
    pieces.push(space + segment);
    space = "";
  }
  if (space !== "") pieces.push(space);
  return pieces;
}

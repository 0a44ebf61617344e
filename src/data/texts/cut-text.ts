/** A long text as many short ones: its paragraphs or lines, and neighbours of them as passages that are kept together. */

/** In characters; a window of a model of a language is about as long, and more of one text cannot be told apart in a table. */
const longestPiece = 1_000;
/** Fewer paragraphs than this are chapters: then each line is a piece. */
const fewestParagraphs = 8;
const mostPassages = 40;
export const fewestPassages = 8;
/** A passage is worth keeping together where it has so many pieces. */
const leastPerPassage = 2;

/** In their order; blank ones are gone, and blanks at either end. */
export function cutText(text: string): readonly string[] {
  const paragraphs = piecesAt(text, /\n[ \t\u3000]*\n/);
  const pieces = paragraphs.length < fewestParagraphs ? piecesAt(text, /\n/) : paragraphs;
  return pieces.flatMap((piece) => [...shortened(piece)]);
}

/** The passage of each of so many pieces of a text, from 0: neighbours, as many in each as in any other. `all` is how many pieces all texts have, of which about forty passages are made. */
export function passagesOf(count: number, all: number): readonly number[] {
  const wanted = Math.round((mostPassages * count) / all);
  const passages = Math.max(1, Math.min(wanted, Math.floor(count / leastPerPassage)));
  return Array.from({ length: count }, (_, piece) => Math.floor((piece * passages) / count));
}

function piecesAt(text: string, border: RegExp): readonly string[] {
  return text
    .split(border)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== "");
}

/** What is longer is cut behind the last line, else the last sentence, else the last word that still fits. */
function* shortened(piece: string): Iterable<string> {
  let rest = piece;
  while (rest.length > longestPiece) {
    const head = rest.slice(0, longestPiece);
    const end = [/^[\s\S]*\n/, /^[\s\S]*(?:[.!?]["”’)]?\s|[。！？…][”’」』]?)/, /^[\s\S]*\s/].reduce(
      (found, border) => found || (border.exec(head)?.[0].length ?? 0),
      0,
    );
    // Half a character is none.
    const whole = end || longestPiece - Number(/[\uD800-\uDBFF]$/.test(head));
    yield rest.slice(0, whole).trim();
    rest = rest.slice(whole).trim();
  }
  if (rest !== "") yield rest;
}

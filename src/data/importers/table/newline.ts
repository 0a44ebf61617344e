/** Which characters end a line. Newlines within quotes do not count. */
import type { TableReading } from "../../../core/dataset";

export interface NewlineGuess {
  readonly newline: TableReading["newline"];
  /** Some lines end in \r alone. */
  readonly hasLoneReturns: boolean;
}

export function guessNewline(text: string, quote: string | null): NewlineGuess {
  let isQuoted = false;
  let feeds = 0;
  let pairs = 0;
  let returns = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (character === quote) isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (character === "\n") feeds++;
    else if (character === "\r" && text[i + 1] === "\n") {
      pairs++;
      i++;
    } else if (character === "\r" && i + 1 < text.length) returns++;
  }
  const newline = returns > feeds + pairs ? "\r" : pairs > feeds ? "\r\n" : "\n";
  return { newline, hasLoneReturns: returns > 0 };
}

/** Files as texts, one after the other. */
import { fail } from "../../core/failure";
import type { OpenOptions } from "../../core/dataset";
import { sizeLimitBytes, tooLarge } from "../importers/byte-source";
import type { ByteSource } from "../importers/importer";
import { decoderOf, guessEncoding } from "../importers/table/encoding";
import type { WarningLog } from "../warning-log";
import { emptyFiles, encodingGuessed } from "./text-warnings";

export interface ReadTextsContext {
  readonly signal: AbortSignal;
  readonly warnings: WarningLog;
  onBytes(count: number): void;
  onText(): void;
}

/** Line ends are \n, blanks at the end are gone. Throws `import/cancelled`, `import/too-large` and `import/unreadable`. */
export async function readTexts(
  sources: readonly ByteSource[],
  { encoding }: OpenOptions,
  { signal, warnings, onBytes, onText }: ReadTextsContext,
): Promise<readonly string[]> {
  const texts: string[] = [];
  const guessed = new Map<string, string[]>();
  const empty: string[] = [];
  let length = 0;
  for (const source of sources) {
    if (signal.aborted) throw fail("import/cancelled", { file: source.name });
    const bytes = await bytesOf(source, onBytes);
    length += bytes.length;
    if (length > sizeLimitBytes) throw tooLarge(source.name, length);
    const guess = encoding ? { encoding, isCertain: true } : guessEncoding(bytes, true);
    if (!guess.isCertain) guessed.set(guess.encoding, [...(guessed.get(guess.encoding) ?? []), source.path]);
    const text = decoderOf(source.name, guess.encoding).decode(bytes).replace(/\r\n?/g, "\n").trimEnd();
    if (text === "") empty.push(source.path);
    texts.push(text);
    onText();
  }
  for (const [name, paths] of guessed) {
    warnings.add({ file: paths[0] ?? "" }, () => encodingGuessed(name, paths.length));
  }
  if (empty.length > 0) warnings.add({ file: empty[0] ?? "" }, () => emptyFiles(empty.length));
  return texts;
}

async function bytesOf(source: ByteSource, onBytes: (count: number) => void): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of source.open(onBytes)) chunks.push(chunk);
  const [only] = chunks;
  if (chunks.length === 1 && only) return only;
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

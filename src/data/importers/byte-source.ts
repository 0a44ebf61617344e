/** Bytes of files, read as a stream. */
import { fail, WorkbenchError } from "../../core/failure";
import type { SourceFile } from "../../core/source-file";
import type { ByteSource } from "./importer";

/** More than this does not fit into a browser's memory beside the columns made of it. */
export const sizeLimitBytes = 2 ** 31;

/** Some browsers hand out a whole file at once; whoever reads it must be able to breathe in between. */
const pieceBytes = 1 << 18;

export function fileSource({ file, path }: SourceFile): ByteSource {
  const name = file.name;
  return {
    name,
    path: path || name,
    sizeBytes: file.size,
    async *open(onBytes) {
      if (file.size > sizeLimitBytes) throw tooLarge(name, file.size);
      yield* blobBytes(file, name, onBytes);
    },
    blob: () => Promise.resolve(file),
  };
}

/** The bytes of a file or of a part of it. Throws `import/directory` and `import/unreadable`. */
export async function* blobBytes(
  blob: Blob,
  name: string,
  onBytes?: (count: number) => void,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> | null = null;
  try {
    reader = blob.stream().getReader();
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      for (let from = 0; from < value.length; from += pieceBytes) {
        const piece = value.subarray(from, from + pieceBytes);
        onBytes?.(piece.length);
        yield piece;
      }
    }
  } catch (error) {
    throw error instanceof WorkbenchError ? error : readFailure(name, error);
  } finally {
    // A stream that broke is already closed; cancelling it would only repeat the error.
    await reader?.cancel().catch(() => undefined);
  }
}

/** Bytes that are only there while they are unpacked, as a source. */
export function packedSource(
  place: Pick<ByteSource, "name" | "path" | "sizeBytes">,
  open: ByteSource["open"],
): ByteSource {
  return {
    ...place,
    open,
    async blob() {
      const chunks: Uint8Array<ArrayBuffer>[] = [];
      for await (const chunk of open()) chunks.push(chunk);
      return new Blob(chunks);
    },
  };
}

/** The first bytes of a source, at most `limit`, and whether they are all. */
export async function readHead(
  source: ByteSource,
  limit: number,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly isWhole: boolean }> {
  const bytes = new Uint8Array(limit);
  let length = 0;
  for await (const chunk of source.open()) {
    const taken = chunk.subarray(0, limit - length);
    bytes.set(taken, length);
    length += taken.length;
    if (taken.length < chunk.length || length === limit) return { bytes: bytes.slice(0, length), isWhole: false };
  }
  return { bytes: bytes.slice(0, length), isWhole: true };
}

/** A file name without one of these endings. */
export function withoutEnding(name: string, endings: readonly string[]): string {
  const ending = endings.find((candidate) => name.toLowerCase().endsWith(`.${candidate}`));
  return ending ? name.slice(0, -ending.length - 1) : name;
}

export function tooLarge(file: string, sizeBytes: number): WorkbenchError {
  return fail("import/too-large", {
    file,
    sizeMb: Math.ceil(sizeBytes / 2 ** 20),
    limitMb: Math.floor(sizeLimitBytes / 2 ** 20),
  });
}

function readFailure(name: string, error: unknown): WorkbenchError {
  // Browsers hand a dropped folder over as a file without an ending that cannot be read.
  if (!name.includes(".")) return fail("import/directory", { file: name }, error);
  const reason = error instanceof Error ? error.message : String(error);
  return fail("import/unreadable", { file: name, reason: { en: reason, zh: reason } }, error);
}

/** Unpacks a stream of bytes with a decoder that is pushed at, within the size that a page can hold. */
import { fail, WorkbenchError } from "../../core/failure";
import { sizeLimitBytes, tooLarge } from "./byte-source";

const pieceBytes = 1 << 16;

interface PushDecoder {
  push(bytes: Uint8Array, isLast: boolean): void;
}

/** Throws `import/archive` where the bytes are damaged and `import/too-large` where they grow beyond all measure. */
export async function* inflated(
  archive: string,
  packed: AsyncIterable<Uint8Array<ArrayBuffer>>,
  createDecoder: (onData: (chunk: Uint8Array) => void) => PushDecoder,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const ready: Uint8Array<ArrayBuffer>[] = [];
  let total = 0;
  const decoder = createDecoder((chunk) => {
    total += chunk.length;
    if (total > sizeLimitBytes) throw tooLarge(archive, total);
    if (chunk.length > 0) ready.push(chunk as Uint8Array<ArrayBuffer>); // the library never hands out shared memory
  });
  const push = (bytes: Uint8Array, isLast: boolean) => {
    try {
      decoder.push(bytes, isLast);
    } catch (error) {
      throw error instanceof WorkbenchError ? error : damagedArchive(archive, error);
    }
  };
  for await (const bytes of packed) {
    // Small pieces, so that a bomb is noticed before it has gone off.
    for (let from = 0; from < bytes.length; from += pieceBytes) {
      push(bytes.subarray(from, from + pieceBytes), false);
      yield* ready.splice(0);
    }
  }
  push(new Uint8Array(), true);
  yield* ready.splice(0);
}

export function damagedArchive(file: string, cause?: unknown): WorkbenchError {
  return fail(
    "import/archive",
    { file, reason: { en: "it is damaged or cut short", zh: "文件已损坏或不完整" } },
    cause,
  );
}

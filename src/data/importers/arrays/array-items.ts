/** The items of an array file, some at a time, so that no file need be in memory as a whole. */
import { breathe } from "../../../core/breathe";
import { fail } from "../../../core/failure";
import { sizeLimitBytes, tooLarge } from "../byte-source";
import type { ByteSource } from "../importer";
import { again, dataBytes, itemBytes, type ArrayFile } from "./array-header";
import { bytesOfType } from "./number-types";

const pieceBytes = 1 << 18;

export interface ItemsContext {
  readonly signal: AbortSignal;
  onBytes?(count: number): void;
  /** Told which file is read next. */
  onOpen?(source: ByteSource): void;
}

/** Whole items one after another, first index slowest; the bytes are valid until the next are asked for. */
export interface Items {
  /** Number of the first. */
  readonly from: number;
  readonly count: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Throws `import/array` where the file ends too early, `import/cancelled` and what reading throws. */
export async function* itemsOf(file: ArrayFile, context: ItemsContext): AsyncGenerator<Items> {
  const { header } = file;
  context.onOpen?.(file.source);
  if (!header.isFirstFastest || header.shape.length < 2) return yield* streamItems(file, itemBytes(header), context);
  if (dataBytes(header) > sizeLimitBytes / 2) throw tooLarge(file.source.name, dataBytes(header) * 2);
  for await (const { bytes } of streamItems(file, dataBytes(header), context)) {
    yield { from: 0, count: header.shape[0] ?? 0, bytes: lastFastest(bytes, header.shape, bytesOfType[header.type]) };
  }
}

/** Pieces of the file that are whole multiples of `unit` bytes. */
async function* streamItems(
  { source, header }: ArrayFile,
  unit: number,
  { signal, onBytes }: ItemsContext,
): AsyncGenerator<Items> {
  const wanted = dataBytes(header);
  if (unit > sizeLimitBytes / 2) throw tooLarge(source.name, unit);
  const buffer = new Uint8Array(Math.min(wanted, unit * Math.max(1, Math.floor(pieceBytes / unit))));
  let filled = 0;
  let done = 0;
  let skip = header.dataFrom;
  for await (const chunk of source.open(onBytes)) {
    if (signal.aborted) throw fail("import/cancelled", { file: source.name });
    let at = Math.min(skip, chunk.length);
    skip -= at;
    while (at < chunk.length && done + filled < wanted) {
      const room = Math.min(buffer.length, wanted - done) - filled;
      const taken = chunk.subarray(at, at + room);
      buffer.set(taken, filled);
      filled += taken.length;
      at += taken.length;
      if (taken.length < room) break;
      yield { from: done / unit, count: filled / unit, bytes: buffer.subarray(0, filled) };
      done += filled;
      filled = 0;
      await breathe();
    }
    if (done === wanted) return;
  }
  throw cutShort(source.name, done + filled, wanted);
}

function cutShort(file: string, held: number, wanted: number) {
  return fail("import/array", {
    file,
    reason: {
      en: `its header promises ${wanted} bytes of numbers, but there are only ${held}`,
      zh: `文件头声明有 ${wanted} 字节的数据，但实际只有 ${held} 字节`,
    },
    remedy: again,
  });
}

/** Numbers of an array whose first index varies fastest, moved so that the last does. @param size bytes of a number. */
function lastFastest(bytes: Uint8Array<ArrayBuffer>, shape: readonly number[], size: number): Uint8Array<ArrayBuffer> {
  const moved = new Uint8Array(bytes.length);
  const strides: number[] = [];
  let stride = size;
  for (const side of shape) {
    strides.push(stride);
    stride *= side;
  }
  const index = shape.map(() => 0);
  let from = 0;
  for (let to = 0; to < moved.length; to += size) {
    for (let i = 0; i < size; i++) moved[to + i] = bytes[from + i]!; // from is of a number within the array
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      index[axis]!++; // one a dimension
      from += strides[axis]!; // as above
      if (index[axis]! < shape[axis]!) break; // as above
      from -= strides[axis]! * shape[axis]!; // as above
      index[axis] = 0;
    }
  }
  return moved;
}

/** Reads and decodes many pictures, a few at a time. One that cannot be opened leaves the others as they are. */
import { breathe } from "../../core/breathe";
import { fail, WorkbenchError, type Failure } from "../../core/failure";
import type { Picture } from "../../core/picture";
import type { Wording } from "../../core/wording";
import type { ByteSource } from "../importers/importer";
import type { DecodePicture } from "./decode-picture";
import { readPictureFile, unreadable } from "./read-picture-file";

export interface ReadPicturesContext {
  readonly signal: AbortSignal;
  readonly decode: DecodePicture;
  /** Told how many bytes were taken from disk. */
  onBytes(count: number): void;
  /** Called when a picture is there, or known not to be. */
  onPicture(): void;
}

/** One entry a source, in their order. */
export interface ReadPictures {
  /** Null where there is a failure. */
  readonly pictures: (Picture | null)[];
  readonly failures: readonly (Failure | null)[];
  /** Longer side in the file of any. */
  readonly largestSide: number;
}

const atOnce = 4;
/** Decoded pictures take four bytes a pixel while they are in work; a single one may have as many alone. */
const pixelsAtOnce = 32e6;
const patienceMs = 10_000;

/** Throws `import/cancelled`. */
export async function readPictures(
  sources: readonly ByteSource[],
  longestSide: number,
  { signal, decode, onBytes, onPicture }: ReadPicturesContext,
): Promise<ReadPictures> {
  const pictures: (Picture | null)[] = sources.map(() => null);
  const failures: (Failure | null)[] = sources.map(() => null);
  const gate = createGate(pixelsAtOnce);
  let next = 0;
  let largestSide = 0;
  const readOne = async (source: ByteSource, index: number): Promise<void> => {
    let held = 0;
    try {
      const file = await readPictureFile(source, onBytes, async (pixels) => {
        await gate.enter(pixels);
        held = pixels;
      });
      pictures[index] = await decodeInTime(decode(file, longestSide), source.name);
      largestSide = Math.max(largestSide, file.width, file.height);
    } catch (error) {
      if (!(error instanceof WorkbenchError)) throw error;
      failures[index] = error.failure;
    } finally {
      gate.leave(held);
    }
  };
  const work = async (): Promise<void> => {
    for (let index = next++; index < sources.length; index = next++) {
      const source = sources[index]!; // index < length
      if (signal.aborted) throw fail("import/cancelled", { file: source.name });
      await readOne(source, index);
      onPicture();
      await breathe();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return { pictures, failures, largestSide };
}

/** A decoder that hangs is left behind; whatever it makes later is forgotten. */
async function decodeInTime(decoding: Promise<Picture>, file: string): Promise<Picture> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(unreadable(file, tooSlow)), patienceMs);
  });
  try {
    return await Promise.race([decoding, late]);
  } catch (error) {
    throw error instanceof WorkbenchError ? error : unreadable(file, undecodable, error);
  } finally {
    clearTimeout(timer);
  }
}

/** Lets pictures in while there is room for their pixels; one that is alone always comes in. */
function createGate(capacity: number) {
  const waiting: { readonly pixels: number; readonly enter: () => void }[] = [];
  let inside = 0;
  const admit = () => {
    for (let first = waiting[0]; first && (inside === 0 || inside + first.pixels <= capacity); first = waiting[0]) {
      waiting.shift();
      inside += first.pixels;
      first.enter();
    }
  };
  return {
    enter: (pixels: number): Promise<void> =>
      new Promise((resolve) => {
        waiting.push({ pixels, enter: resolve });
        admit();
      }),
    leave(pixels: number): void {
      inside -= pixels;
      admit();
    },
  };
}

const tooSlow: Wording = { en: "decoding it took more than 10 seconds", zh: "解码超过 10 秒" };
const undecodable: Wording = { en: "this browser could not decode it", zh: "浏览器无法解码" };

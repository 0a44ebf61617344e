/** Small parts of a large file without a read of the disk for each: whole blocks are read, and the latest are kept. */

const blockBytes = 1 << 18;
const keptBlocks = 64;

/** @returns a reader of the bytes from..to, fewer at the file's end. Rejects as `read` does; a block that failed is tried again. */
export function createBlockReader(
  sizeBytes: number,
  read: (from: number, to: number) => Promise<Uint8Array<ArrayBuffer>>,
): (from: number, to: number) => Promise<Uint8Array<ArrayBuffer>> {
  /** In the order of their last use. */
  const blocks = new Map<number, Promise<Uint8Array<ArrayBuffer>>>();

  function blockAt(index: number): Promise<Uint8Array<ArrayBuffer>> {
    const from = index * blockBytes;
    const block = blocks.get(index) ?? read(from, Math.min(sizeBytes, from + blockBytes));
    blocks.delete(index);
    blocks.set(index, block);
    block.catch(() => blocks.delete(index));
    const [oldest] = blocks.keys();
    if (blocks.size > keptBlocks && oldest !== undefined) blocks.delete(oldest);
    return block;
  }

  return async (from, to) => {
    const end = Math.min(to, sizeBytes);
    const bytes = new Uint8Array(Math.max(0, end - from));
    for (let index = Math.floor(from / blockBytes); index * blockBytes < end; index++) {
      const start = index * blockBytes;
      const block = await blockAt(index);
      const first = Math.max(from, start);
      bytes.set(block.subarray(first - start, end - start), first - from);
    }
    return bytes;
  };
}

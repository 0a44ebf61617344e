import { expect, test } from "vitest";
import { threadsOf, tileFor, tilesWithin, type Tile } from "./tiles";

const extents = [1, 7, 16, 17, 32, 33, 64, 65, 300, 5000];

/** Bytes of the memory of a workgroup, as gemm.ts lays it out. */
const bytesOf = ({ height, width, depth }: Tile) => 4 * depth * (height + width);

test.each([
  [256, 16_384, false],
  [128, 16_384, false],
  [256, 8_192, false],
  [1024, 49_152, false],
  [256, 16_384, true],
  [128, 16_384, true],
])("%i threads and %i bytes give every product a tile within them (software: %s)", (threads, bytes, isSoftware) => {
  const tiles = tilesWithin(threads, bytes, isSoftware);
  for (const rows of extents)
    for (const columns of extents) {
      const tile = tileFor(tiles, 3, rows, columns);
      expect(threadsOf(tile)).toBeLessThanOrEqual(threads);
      expect(bytesOf(tile)).toBeLessThanOrEqual(bytes);
      expect((tile.height % tile.down) + (tile.width % tile.across) + (tile.across % 4)).toBe(0);
      // Half of it stands out at most, but where nothing smaller is.
      for (const [extent, side] of [
        [rows, tile.height],
        [columns, tile.width],
      ] as const)
        expect(side === 16 || extent > side / 2).toBe(true);
    }
});

test("graphics cards get 256 threads where they have them, large tiles for large products, and software few threads", () => {
  const nameFor = (threads: number, isSoftware: boolean, rows: number, columns: number) => {
    const tile = tileFor(tilesWithin(threads, 16_384, isSoftware), 1, rows, columns);
    return `${tile.height} × ${tile.width} by ${threadsOf(tile)}`;
  };
  expect(nameFor(256, false, 600, 600)).toBe("64 × 64 by 256");
  expect(nameFor(128, false, 600, 600)).toBe("64 × 64 by 128");
  expect(nameFor(256, false, 4096, 4096)).toBe("128 × 128 by 256");
  expect(nameFor(256, false, 50_000, 64)).toBe("128 × 64 by 256");
  expect(nameFor(256, false, 50_000, 32)).toBe("128 × 32 by 128");
  expect(nameFor(128, false, 50_000, 64)).toBe("64 × 64 by 128");
  expect(nameFor(256, true, 50_000, 64)).toBe("64 × 64 by 64");
  expect(nameFor(256, false, 600, 10)).toBe("64 × 16 by 64");
});

test("a device without room for the smallest is refused in words", () => {
  expect(() => tileFor(tilesWithin(256, 1000, false), 1, 5, 5)).toThrow(RangeError);
});

import { expect, test } from "vitest";
import { crc32 } from "./crc32";

test("the check value of the standard, and nothing", () => {
  expect(crc32(new TextEncoder().encode("123456789"))).toBe(0xcbf43926);
  expect(crc32(new Uint8Array())).toBe(0);
});

test("bytes in pieces of any length have the checksum of the whole", () => {
  const bytes = Uint8Array.from({ length: 99 }, (_, i) => (i * 37) & 255);
  for (let cut = 0; cut <= bytes.length; cut++) {
    expect(crc32(bytes.subarray(cut), crc32(bytes.subarray(0, cut)))).toBe(crc32(bytes));
  }
});

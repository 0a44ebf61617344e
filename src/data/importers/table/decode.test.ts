import { expect, test } from "vitest";
import { decodeText } from "./decode";

async function decode(bytes: Uint8Array<ArrayBuffer>, pieceBytes: number, encoding: string) {
  async function* pieces() {
    for (let from = 0; from < bytes.length; from += pieceBytes) yield bytes.slice(from, from + pieceBytes);
  }
  let text = "";
  let brokenLine: number | null = null;
  for await (const piece of decodeText(pieces(), encoding)) {
    text += piece.text;
    brokenLine ??= piece.brokenLine;
  }
  return { text, brokenLine };
}

const chinese = "名称,数量\r\n北京,1\n“😀”,é\n";
/** 北京市,1 */
const gb = Uint8Array.of(0xb1, 0xb1, 0xbe, 0xa9, 0xca, 0xd0, 0x2c, 0x31, 0x0a);

test("a character cut by the border of a piece is whole again, for pieces of every size", async () => {
  const bytes = new TextEncoder().encode(chinese);
  const units = new Uint8Array(Uint16Array.from({ length: chinese.length }, (_, i) => chinese.charCodeAt(i)).buffer);
  for (let size = 1; size <= bytes.length; size++) {
    expect(await decode(bytes, size, "utf-8")).toEqual({ text: chinese, brokenLine: null });
    expect(await decode(units, size, "utf-16le")).toEqual({ text: chinese, brokenLine: null });
    expect((await decode(gb, size, "gb18030")).text).toBe("北京市,1\n");
  }
});

test("the mark at the beginning is no text", async () => {
  expect((await decode(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61), 1, "utf-8")).text).toBe("a");
});

test("bytes that are not of the encoding are named by their line", async () => {
  const bytes = new TextEncoder().encode("a\nb\nxÿ\n");
  const broken = bytes.filter((byte) => byte !== 0xc3); // the first half of ÿ is gone
  for (const size of [1, 3, 100]) expect((await decode(broken, size, "utf-8")).brokenLine).toBe(3);
});

test("a replacement character that stands in the file is not an error", async () => {
  expect((await decode(new TextEncoder().encode("a\n\ufffd\n"), 100, "utf-8")).brokenLine).toBeNull();
});

import { expect, test } from "vitest";
import { guessEncoding } from "./encoding";

const utf16 = (text: string, isBig: boolean) => {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), !isBig);
  return new Uint8Array(view.buffer);
};
const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** Bytes of a text in an encoding, found by decoding every pair of bytes once. */
function encodeDouble(text: string, encoding: string): Uint8Array {
  const pairs = new Map<string, readonly number[]>();
  const decoder = new TextDecoder(encoding);
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const decoded = decoder.decode(Uint8Array.of(lead, trail));
      if (decoded.length === 1 && decoded !== "\ufffd" && !pairs.has(decoded)) pairs.set(decoded, [lead, trail]);
    }
  }
  return Uint8Array.from(Array.from(text, (c) => pairs.get(c) ?? [c.charCodeAt(0)]).flat());
}

const cases: readonly [string, Uint8Array][] = [
  ["utf-8", new TextEncoder().encode("名称,é\n")],
  ["utf-8", new TextEncoder().encode("plain\n")],
  ["utf-16le", utf16("\ufeffa,b\n", false)],
  ["utf-16be", utf16("\ufeffa,b\n", true)],
  ["utf-16le", utf16("name,value\nx,1\n", false)],
  ["utf-16be", utf16("name,value\nx,1\n", true)],
  ["windows-1252", latin("Straße,Größe\nMünchen,für\nMéxico,año\n")],
  ["gb18030", encodeDouble("城市,人口,说明\n北京,2100,首都和最大的城市之一\n上海,2400,港口\n", "gb18030")],
  ["big5", encodeDouble("城市,人口,說明\n臺北,260,首都與最大的城市之一,景點編號\n高雄,270,港口開放時間\n", "big5")],
  ["shift_jis", encodeDouble("都市,人口,説明\n東京,1400,これは日本の首都です\n大阪,270,みなとまち\n", "shift_jis")],
  ["euc-kr", encodeDouble("도시,인구,설명\n서울,940,대한민국의수도입니다\n부산,330,항구도시\n", "euc-kr")],
  ["windows-1251", Uint8Array.from("Город,Имя", (c) => (c > "\u0400" ? c.charCodeAt(0) - 0x350 : c.charCodeAt(0)))],
];

test.each(cases)("%s (%#)", (encoding, bytes) => {
  expect(guessEncoding(bytes, true).encoding).toBe(encoding);
});

test("a character cut off at the end of the first bytes is no error", () => {
  const bytes = new TextEncoder().encode("aé").subarray(0, 2);
  expect(guessEncoding(bytes, false)).toEqual({ encoding: "utf-8", isCertain: true });
  expect(guessEncoding(bytes, true).isCertain).toBe(false);
});

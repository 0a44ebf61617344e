/** Picture files as they come from broken cards, careless programs and people who mean harm; the same ones for the same seed. */
import { zipSync } from "fflate";
import type { Random } from "../../core/random";
import { pngFile, pngHeader } from "./picture-files.fixture";

type Bytes = Uint8Array<ArrayBuffer>;

export interface FuzzedFile {
  readonly name: string;
  readonly bytes: Bytes;
}

type Harm = (seed: Bytes, random: Random, another: Bytes) => Bytes;

const endings = ["png", "jpg", "webp", "bmp", "gif", "avif", "JPEG"];

const harms: Readonly<Record<string, Harm>> = {
  flips(seed, random) {
    const bytes = seed.slice();
    for (let left = 1 + random.below(8); left > 0; left--) {
      const at = random.below(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
    }
    return bytes;
  },
  headFlips(seed, random) {
    const bytes = seed.slice();
    for (let left = 1 + random.below(4); left > 0; left--) {
      const at = random.below(Math.min(64, bytes.length));
      bytes[at] = random.below(256);
    }
    return bytes;
  },
  cut: (seed, random) => seed.slice(0, random.below(seed.length)),
  hole(seed, random) {
    const from = random.below(seed.length);
    return Uint8Array.from([...seed.slice(0, from), ...seed.slice(from + 1 + random.below(200))]);
  },
  splice(seed, random, another) {
    const at = random.below(Math.min(seed.length, another.length));
    return Uint8Array.from([...seed.slice(0, at), ...another.slice(at)]);
  },
  noise: (seed, random) => Uint8Array.from(seed, (byte, i) => (i < 12 ? byte : random.below(256))),
  zeros: (seed) => seed.map((byte, i) => (i < seed.length / 2 ? byte : 0)),
  sizes(seed, random) {
    const bytes = seed.slice();
    const view = new DataView(bytes.buffer);
    // Where 16- or 32-bit sizes stand in one format or another.
    const at = [6, 16, 18, 22, 24, 26][random.below(6)] ?? 6;
    if (bytes.length > at + 4)
      view.setUint32(at, [0x30753075, 0xffffffff, 0x7fffffff, 0, 30_000][random.below(5)] ?? 0, random.below(2) === 0);
    return bytes;
  },
  asIs: (seed) => seed,
  huge: (_, random) =>
    [pngHeader(30_000, 30_000), pngHeader(2 ** 31 - 1, 1), pngHeader(9_000, 9_000)][random.below(3)] ?? pngHeader(1, 1),
  dot: () => pngFile(1, 1),
  tail: (seed, random) =>
    Uint8Array.from([...seed, ...Array.from({ length: random.below(500) }, () => random.below(256))]),
  nothing: () => new Uint8Array(),
  words: (_, random) => new TextEncoder().encode(`a,b\n${"1,2\n".repeat(random.below(9))}`),
};

/** @param seeds good pictures of several formats. */
export function fuzzedPictures(seeds: readonly Bytes[], count: number, random: Random): readonly FuzzedFile[] {
  const names = Object.keys(harms);
  const seed = () => seeds[random.below(seeds.length)] ?? new Uint8Array(1);
  return Array.from({ length: count }, (_, i) => {
    const kind = names[i % names.length] ?? "";
    const bytes = harms[kind]?.(seed(), random, seed()) ?? new Uint8Array();
    return { name: `${i} ${kind}.${endings[random.below(endings.length)]}`, bytes };
  });
}

/** Archives that would be large, endless or nothing. @param swollenBytes of a picture that packs into next to nothing. */
export function bombs(swollenBytes: number): readonly FuzzedFile[] {
  const header = pngHeader(64, 64);
  const swollen = new Uint8Array(swollenBytes);
  swollen.set(header);
  // The image's bytes go on for as long as the file does.
  new DataView(swollen.buffer).setUint32(33, swollenBytes - 100);
  const inner = new Uint8Array(zipSync({ "bomb.png": swollen }));
  const many = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`${i}/bomb.png`, header]));
  const nested = [1, 2, 3, 4, 5, 6].reduce((zip) => new Uint8Array(zipSync({ "a.zip": zip })), inner);
  return [
    { name: "swollen.zip", bytes: inner },
    { name: "nested.zip", bytes: nested },
    { name: "lying.zip", bytes: withSizes(inner, 0xfffffff0, null) },
    { name: "short.zip", bytes: withSizes(inner, 10, null) },
    { name: "overlapping.zip", bytes: withSizes(new Uint8Array(zipSync(many)), null, 1_000_000) },
    { name: "cut.zip", bytes: inner.slice(0, inner.length / 2) },
  ];
}

/** The same archive whose directory tells other sizes. */
function withSizes(zip: Bytes, unpacked: number | null, packed: number | null): Bytes {
  const bytes = zip.slice();
  const view = new DataView(bytes.buffer);
  for (let i = 0; i + 46 < bytes.length; i++) {
    if (view.getUint32(i, true) !== 0x02014b50) continue;
    if (packed !== null) view.setUint32(i + 20, packed, true);
    if (unpacked !== null) view.setUint32(i + 24, unpacked, true);
  }
  return bytes;
}

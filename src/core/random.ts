/** The only source of randomness: small, seeded, and the same on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Whole number in [0, limit). */
  below(limit: number): number;
  /** Standard normal (Box and Muller 1958). */
  normal(): number;
  /** A new independent stream named by a number or text. */
  fork(name: number | string): Random;
}

/** sfc32 by Chris Doty-Humphrey (PractRand), seeded through splitmix32. The seed is a whole number. */
export function createRandom(seed: number): Random {
  let mix = seed >>> 0 === seed ? seed : hashText(String(seed));
  const split = () => {
    mix = (mix + 0x9e3779b9) | 0;
    let t = mix ^ (mix >>> 16);
    t = Math.imul(t, 0x21f0aaad);
    t ^= t >>> 15;
    t = Math.imul(t, 0x735a2d97);
    return t ^ (t >>> 15);
  };
  let a = split();
  let b = split();
  let c = split();
  let counter = 1;
  const bits = () => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 12; i++) bits();
  const next = () => ((bits() >>> 5) * 67108864 + (bits() >>> 6)) / 9007199254740992;
  let spare: number | null = null;
  return {
    next,
    below: (limit) => Math.floor(next() * limit),
    normal() {
      if (spare !== null) {
        const value = spare;
        spare = null;
        return value;
      }
      const radius = Math.sqrt(-2 * Math.log(1 - next()));
      const angle = 2 * Math.PI * next();
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
    fork: (name) => createRandom((hashText(`${seed}/${name}`) ^ 0x5bd1e995) >>> 0),
  };
}

/** FNV-1a over UTF-16 code units (Fowler, Noll, Vo). */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Whole numbers 0 .. size - 1 in seeded random order (Fisher and Yates, Durstenfeld's form). */
export function permutation(size: number, random: Random): Uint32Array<ArrayBuffer> {
  const order = new Uint32Array(size);
  for (let i = 0; i < size; i++) order[i] = i;
  for (let i = size - 1; i > 0; i--) {
    const j = random.below(i + 1);
    const held = order[i]!; // i < size
    order[i] = order[j]!; // j <= i
    order[j] = held;
  }
  return order;
}

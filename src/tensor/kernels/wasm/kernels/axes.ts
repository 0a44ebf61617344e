/** Lays out the walks of assembly/axes.ts: axes that follow one another in both arrays become one. */
import type { WasmBackend } from "../backend";

interface Functions {
  /** Axis `index` from the innermost: its size, and the elements from one index to the next in either array. */
  axis(index: number, size: number, a: number, b: number): void;
}

/** The axes of a walk, added from the innermost to the outermost. */
export class Axes {
  readonly #functions: Functions;
  #count = 0;
  #size = 1;
  #a = 1;
  #b = 1;

  constructor(backend: WasmBackend) {
    this.#functions = backend.functions as Functions; // assembly/axes.ts
  }

  /** An axis of `size` elements, not 0, with its steps in elements. */
  add(size: number, a: number, b: number): void {
    if (size === 1) return;
    if (this.#size === 1) {
      this.#size = size;
      this.#a = a;
      this.#b = b;
    } else if (a === this.#size * this.#a && b === this.#size * this.#b) this.#size *= size;
    else {
      this.#functions.axis(this.#count++, this.#size, this.#a, this.#b);
      this.#size = size;
      this.#a = a;
      this.#b = b;
    }
  }

  /** Sets the last of them and says how many they are. */
  finish(): number {
    this.#functions.axis(this.#count++, this.#size, this.#a, this.#b);
    if (this.#count === 1) this.#functions.axis(this.#count++, 1, 0, 0);
    return this.#count;
  }
}

/** The axes of two arrays in row-major order, each spread to the shape of both; says how many they are. */
export function spreadAxes(backend: WasmBackend, aShape: readonly number[], bShape: readonly number[]): number {
  const axes = new Axes(backend);
  let [aStep, bStep] = [1, 1];
  const rank = Math.max(aShape.length, bShape.length);
  for (let i = 1; i <= rank; i++) {
    const a = aShape[aShape.length - i] ?? 1;
    const b = bShape[bShape.length - i] ?? 1;
    axes.add(a === 1 ? b : a, a === 1 ? 0 : aStep, b === 1 ? 0 : bStep);
    aStep *= a;
    bStep *= b;
  }
  return axes.finish();
}

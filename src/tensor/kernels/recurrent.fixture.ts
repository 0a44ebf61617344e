/** Recurrent cells in 64 bits as their papers write them, with the gradients worked out step by step backwards. */
import type { RecurrentCell, RecurrentSettings } from "./recurrent-cell";
import { gateCounts } from "./recurrent-cell";

/** All arrays row-major. */
export interface Recurrence64 {
  readonly settings: RecurrentSettings;
  readonly batch: number;
  readonly steps: number;
  readonly units: number;
  /** [batch, step, gate × unit] */
  readonly projection: Float64Array;
  /** [unit, gate × unit] */
  readonly kernel: Float64Array;
  /** [gate × unit]; zeros for a cell without. */
  readonly bias: Float64Array;
  /** Whether sequence b has step t. */
  readonly isStep: (b: number, t: number) => boolean;
  /** [batch, unit] */
  readonly factors: Float64Array | null;
}

/** What a step of one sequence had to do with. */
interface Trace {
  readonly place: number;
  readonly before: Float64Array;
  readonly memoryBefore: Float64Array;
  readonly operand: Float64Array;
  readonly product: Float64Array;
  /** null where there was no step. */
  readonly gates: Float64Array | null;
  readonly memory: Float64Array;
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** Which gates are sigmoids; the others are tanh. */
const isSigmoid: { readonly [Cell in RecurrentCell]: readonly boolean[] } = {
  lstm: [true, true, false, true],
  gru: [true, true, false],
  "simple-rnn": [false],
};

/** The outputs, and for each sequence its steps in the order in which they were worked out. */
export function recur64(given: Recurrence64): { readonly y: Float64Array; readonly traces: readonly Trace[][] } {
  const { settings, batch, steps, units, projection, kernel, bias, isStep, factors } = given;
  const { cell, returnsSequences, goesBackwards } = settings;
  const columns = gateCounts[cell] * units;
  const y = new Float64Array(returnsSequences ? batch * steps * units : batch * units);
  const traces = Array.from({ length: batch }, (_, b) => {
    let h = new Float64Array(units);
    let memory = new Float64Array(units);
    return Array.from({ length: steps }, (_, turn): Trace => {
      const t = goesBackwards ? steps - 1 - turn : turn;
      const place = b * steps + t;
      const [before, memoryBefore] = [h, memory];
      const operand = h.map((value, k) => value * (factors ? factors[b * units + k]! : 1));
      const product = Float64Array.from({ length: columns }, (_, n) =>
        operand.reduce((sum, value, k) => sum + value * kernel[k * columns + n]!, bias[n]!),
      );
      let gates: Float64Array | null = null;
      if (isStep(b, t)) {
        gates = product.map((p, n) => {
          const x = projection[place * columns + n]!;
          const gate = Math.floor(n / units);
          // A GRU's third gate comes after its second.
          if (cell === "gru" && gate === 2) return NaN;
          return isSigmoid[cell][gate] ? sigmoid(x + p) : Math.tanh(x + p);
        });
        const g = gates;
        if (cell === "gru")
          for (let k = 0; k < units; k++) {
            const n = 2 * units + k;
            g[n] = Math.tanh(projection[place * columns + n]! + g[units + k]! * product[n]!);
          }
        memory = memoryBefore.map((c, k) => (cell === "lstm" ? g[units + k]! * c + g[k]! * g[2 * units + k]! : c));
        h = before.map((value, k) => {
          if (cell === "lstm") return g[3 * units + k]! * Math.tanh(memory[k]!);
          return cell === "gru" ? g[k]! * value + (1 - g[k]!) * g[2 * units + k]! : g[k]!;
        });
      }
      y.set(h, (returnsSequences ? place : b) * units);
      return { place, before, memoryBefore, operand, product, gates, memory };
    });
  });
  return { y, traces };
}

/** Gradients of Σ dy × y by projection, kernel and bias. */
export function recurGradients64(given: Recurrence64, dy: Float64Array) {
  const { settings, batch, units, kernel, factors } = given;
  const { cell, returnsSequences } = settings;
  const columns = gateCounts[cell] * units;
  const dProjection = new Float64Array(given.projection.length);
  const dKernel = new Float64Array(kernel.length);
  const dBias = new Float64Array(columns);
  const { traces } = recur64(given);
  for (let b = 0; b < batch; b++) {
    let dh = returnsSequences ? new Float64Array(units) : dy.slice(b * units, (b + 1) * units);
    let dMemory = new Float64Array(units);
    for (const { place, before, memoryBefore, operand, product, gates, memory } of traces[b]!.toReversed()) {
      if (returnsSequences) dh = dh.map((slope, k) => slope + dy[place * units + k]!);
      if (!gates) continue;
      /** By what went into each gate; and by the product, which differs where a GRU resets it. */
      const dz = new Float64Array(columns);
      const passing = new Float64Array(units);
      for (let k = 0; k < units; k++) {
        const slope = dh[k]!;
        const gate = (i: number) => gates[i * units + k]!;
        const by = (i: number, dGate: number) => {
          const value = gate(i);
          dz[i * units + k] = dGate * (isSigmoid[cell][i] ? value * (1 - value) : 1 - value * value);
        };
        if (cell === "lstm") {
          const bent = Math.tanh(memory[k]!);
          const dc = dMemory[k]! + slope * gate(3) * (1 - bent * bent);
          by(0, dc * gate(2));
          by(1, dc * memoryBefore[k]!);
          by(2, dc * gate(0));
          by(3, slope * bent);
          dMemory[k] = dc * gate(1);
        } else if (cell === "gru") {
          by(0, slope * (before[k]! - gate(2)));
          by(2, slope * (1 - gate(0)));
          by(1, dz[2 * units + k]! * product[2 * units + k]!);
          passing[k] = slope * gate(0);
        } else by(0, slope);
      }
      const dProduct = dz.map((slope, n) => (cell === "gru" && n >= 2 * units ? slope * gates[n - units]! : slope));
      dz.forEach((slope, n) => (dProjection[place * columns + n] = slope));
      dProduct.forEach((slope, n) => {
        dBias[n]! += slope;
        operand.forEach((value, k) => (dKernel[k * columns + n]! += value * slope));
      });
      dh = passing.map((slope, k) => {
        const through = dProduct.reduce((sum, value, n) => sum + value * kernel[k * columns + n]!, 0);
        return slope + through * (factors ? factors[b * units + k]! : 1);
      });
    }
  }
  return { dProjection, dKernel, dBias };
}

/** How many steps the sequences of a batch have: all, as many as the longest, and none among them. */
export function lengthOf(b: number, steps: number): number {
  return [steps, 0, Math.ceil(steps / 2), 1, steps - 1][b % 5]!; // one of the five
}

/** 0 for every third number of [batch, unit], else 1.5: what a dropout of 1/3 may draw. */
export function factorsOf(size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, i) => ((i * 7 + 1) % 3 === 0 ? 0 : 1.5));
}

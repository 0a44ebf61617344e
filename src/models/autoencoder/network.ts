/** A network that gives its inputs back through fewer numbers, the code. */
import { sizeOf } from "../../core/block";
import type { NetworkSpec } from "../../tensor/network";

/**
 * Input to a code (ReLU) to the input again; images go in and come out as rows. `output` is "sigmoid" for values from 0
 * to 1, "linear" for any.
 */
export function denseAutoencoder(
  inputShape: readonly number[],
  codeSize: number,
  output: "linear" | "sigmoid",
): NetworkSpec {
  return {
    inputShape,
    layers: [
      ...(inputShape.length === 1 ? [] : [{ type: "flatten" } as const]),
      { type: "dense", units: codeSize, activation: "relu" },
      { type: "dense", units: sizeOf(inputShape), activation: output },
    ],
  };
}

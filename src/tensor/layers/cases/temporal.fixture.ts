/** Layers that look back over the steps of a sequence, or take its last one. */
import { scramble } from "../../kernels/cpu/seeded-mask";
import type { LastStepSpec } from "../last-step";
import type { TemporalBlockSpec } from "../temporal-block";
import type { LayerCase } from "./layer-case.fixture";
import { caseSeed } from "./layer-case.fixture";
import type { Array64 } from "./references.fixture";
import { maskAt } from "./row.fixture";

/** Straight from the definition: filter f at step t is the sum over taps and channels of kernel[tap] × x[t − (taps − 1 − tap) × dilation]. */
function causal64(x: Array64, kernel: Array64, bias: Array64 | undefined, dilation: number): Array64 {
  const [batch, steps, channels] = x.shape as [number, number, number]; // a sequence
  const [taps, , filters] = kernel.shape as [number, number, number]; // a kernel
  const data = new Float64Array(batch * steps * filters);
  for (let n = 0; n < batch; n++)
    for (let step = 0; step < steps; step++)
      for (let f = 0; f < filters; f++) {
        let total = bias?.data[f] ?? 0;
        for (let tap = 0; tap < taps; tap++) {
          const from = step - (taps - 1 - tap) * dilation;
          if (from < 0) continue;
          for (let c = 0; c < channels; c++)
            total += x.data[(n * steps + from) * channels + c]! * kernel.data[(tap * channels + c) * filters + f]!; // within
        }
        data[(n * steps + step) * filters + f] = total;
      }
  return { data, shape: [batch, steps, filters] };
}

function block64(spec: TemporalBlockSpec, x: Array64, weights: readonly Array64[]): Array64 {
  const { dilation, dropout: rate = 0, filters } = spec;
  const [firstKernel, firstBias, secondKernel, secondBias, shortcut] = weights;
  const bent = ({ data, shape }: Array64, stream: number): Array64 => ({
    data: data.map(
      (value, i) => Math.tanh(value) * (rate > 0 ? maskAt(i, rate, scramble(caseSeed + stream) >>> 1) : 1),
    ),
    shape,
  });
  const first = bent(causal64(x, firstKernel!, firstBias, dilation), 1); // the layer's weights, as the next
  const second = bent(causal64(first, secondKernel!, secondBias, dilation), 2);
  const direct = shortcut
    ? causal64(x, { data: shortcut.data, shape: [1, ...shortcut.shape] }, undefined, 1)
    : { data: x.data, shape: [...x.shape.slice(0, 2), filters] };
  return { data: second.data.map((value, i) => value + direct.data[i]!), shape: second.shape }; // of one shape
}

export const temporalBlocks: readonly LayerCase<TemporalBlockSpec>[] = (
  [
    ["neighbouring steps, as wide as before", { filters: 3, kernelSize: 3, dilation: 1 }, [7, 3], 2],
    ["two apart, wider", { filters: 5, kernelSize: 2, dilation: 2 }, [6, 3], 2],
    ["further apart than the sequence is long", { filters: 2, kernelSize: 3, dilation: 4 }, [3, 4], 3],
    ["of one step, with dropout", { filters: 4, kernelSize: 1, dilation: 1, dropout: 0.3 }, [5, 2], 1],
    ["with dropout", { filters: 3, kernelSize: 2, dilation: 2, dropout: 0.25 }, [6, 3], 2],
  ] as const
).map(([what, settings, inputShape, batch]) => {
  // Without kinks, at which differences say nothing.
  const spec: TemporalBlockSpec = { type: "temporal-block", activation: "tanh", ...settings };
  return {
    name: `temporal block, ${what}`,
    ...{ spec, inputShape, batch },
    reference: (x, weights) => block64(spec, x, weights),
  };
});

function last64({ data, shape }: Array64, lengths: readonly number[]): Array64 {
  const [batch, steps, channels] = shape as [number, number, number]; // a sequence
  const rows = lengths.flatMap(
    (length, n) =>
      Array.from({ length: channels }, (_, c) => (length === 0 ? 0 : data[(n * steps + length - 1) * channels + c]!)), // within
  );
  return { data: Float64Array.from(rows), shape: [batch, channels] };
}

export const lastSteps: readonly LayerCase<LastStepSpec>[] = [
  {
    name: "last step of whole sequences",
    spec: { type: "last-step" },
    inputShape: [5, 3],
    batch: 2,
    reference: (x) => last64(x, [5, 5]),
  },
  {
    name: "last step that is there",
    spec: { type: "last-step" },
    inputShape: [5, 3],
    batch: 4,
    lengths: [5, 1, 3, 0],
    reference: (x) => last64(x, [5, 1, 3, 0]),
  },
];

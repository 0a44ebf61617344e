/** Attention of several heads, forwards and backwards: kernels/attention.ts says what they compute. */
import { sizeOf } from "../../../../core/block";
import type { tf } from "../../../tf";
import type { AttentionSettings } from "../../attention";
import type { WasmBackend } from "../backend";
import type { KernelCall, WasmKernel } from "../kernel";
import { areFloats } from "../../are-floats";

type Addresses = readonly [q: number, k: number, v: number, mask: number, step: number];
type Kept = readonly [o: number, largest: number, inverse: number];
type Extents = readonly [
  ...[batch: number, heads: number, queries: number, keys: number, depth: number, valueDepth: number],
];
type Settings = readonly [isCausal: number, scale: number, limit: number, kept: number, seed: number];

interface Functions {
  attendScratch(depth: number, valueDepth: number, threads: number): number;
  attend(...args: readonly [...Addresses, ...Kept, ...Extents, ...Settings, scratch: number]): void;
  attendGradScratch(...args: readonly [...Extents, threads: number]): number;
  attendGrad(
    ...args: readonly [
      ...[...Addresses, ...Kept, dy: number, dq: number, dk: number, dv: number],
      ...[...Extents, ...Settings, scratch: number, threads: number],
    ]
  ): void;
}

/** Attention: {q, k, v, mask, step}, the last two perhaps missing, to [outputs, largest score, 1 / sum of powers], these two [batch, head, query]. */
export const attention: WasmKernel = {
  name: "Attention",
  run(call) {
    const given = givenTo(call);
    if (!given) return null;
    const { backend } = call;
    const { from, extents, settings, functions } = given;
    const [batch, heads, queries, , depth, valueDepth] = extents;
    const outputs = backend.output([batch, queries, heads * valueDepth]);
    const [largest, inverse] = [backend.output([batch, heads, queries]), backend.output([batch, heads, queries])];
    const kept = [backend.addressOf(outputs), backend.addressOf(largest), backend.addressOf(inverse)] as const;
    const scratch = backend.scratch(functions.attendScratch(depth, valueDepth, backend.threads) >>> 0);
    functions.attend(...from, ...kept, ...extents, ...settings, scratch);
    return [outputs, largest, inverse];
  },
};

/** AttentionGrad: what Attention took and gave, and {dy}, to [dq, dk, dv]. */
export const attentionGrad: WasmKernel = {
  name: "AttentionGrad",
  run(call) {
    const { backend, inputs } = call;
    const { q, k, v, dy, outputs, largest, inverse } = inputs;
    const given = givenTo(call);
    if (!given || !q || !k || !v || !dy || !outputs || !largest || !inverse) return null;
    if (!areFloats(dy, outputs, largest, inverse)) return null;
    const { from, extents, settings, functions } = given;
    const { threads } = backend;
    const kept = [backend.addressOf(outputs), backend.addressOf(largest), backend.addressOf(inverse)] as const;
    const [slopes, results] = [backend.addressOf(dy), [q, k, v].map(({ shape }) => backend.output(shape))];
    const [dq, dk, dv] = results.map((result) => backend.addressOf(result)) as [number, number, number]; // one for each
    const scratch = backend.scratch(functions.attendGradScratch(...extents, threads) >>> 0);
    functions.attendGrad(...from, ...kept, slopes, dq, dk, dv, ...extents, ...settings, scratch, threads);
    return results;
  },
};

/** What both take. */
function givenTo({ backend, inputs, attrs }: KernelCall) {
  const { q, k, v, mask, step } = inputs;
  if (!q || !k || !v || !areFloats(q, k, v, mask, step)) return null;
  const { heads, isCausal, scale, rate, seed } = attrs as unknown as AttentionSettings; // given by attend()
  const [batch = 0, queries = 0, width = 0] = q.shape;
  const [, keys = 0, valueWidth = 0] = v.shape;
  if ([batch, queries, keys, width, valueWidth].includes(0)) return null;
  if (mask && sizeOf(mask.shape) !== batch * keys) return null;
  const addressOf = (tensor: tf.TensorInfo | undefined) => (tensor ? backend.addressOf(tensor) : 0);
  return {
    from: [addressOf(q), addressOf(k), addressOf(v), addressOf(mask), addressOf(step)] as const,
    extents: [batch, heads, queries, keys, width / heads, valueWidth / heads] as const,
    // Without a step nothing is drawn.
    settings: [Number(isCausal), scale, step ? rate : 0, 1 / (1 - rate), seed] as const,
    functions: functionsOf(backend),
  };
}

function functionsOf(backend: WasmBackend): Functions {
  return backend.functions as Functions; // assembly/attention.ts and attention-gradient.ts
}

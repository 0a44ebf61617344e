/** Two networks as one, the second behind the first. */
import type { Network, NetworkWeight } from "./network";
import { loadVariables, saveVariables } from "./network";

/** Its variables are those of both, which stay their owners': a change of one is seen in the other. Its spec is that of one network with all layers, and so are the names. */
export function joinNetworks(front: Network, back: Network): Network {
  const offset = front.spec.layers.length;
  const behind = <Named extends { readonly name: string }>(variables: readonly Named[]) =>
    variables.map((variable) => ({ ...variable, name: moved(variable.name, offset) }));
  const weights: readonly NetworkWeight[] = [...front.weights, ...behind(back.weights)];
  const measured = [...front.measured, ...behind(back.measured)];
  const all = [...weights, ...measured];
  return {
    spec: { inputShape: front.spec.inputShape, layers: [...front.spec.layers, ...back.spec.layers] },
    weights,
    measured,
    isStochastic: front.isStochastic || back.isStochastic,
    apply(inputs, step, watch) {
      const between = front.apply(inputs, step, watch);
      return back.apply(between, step, watch && ((index, values) => watch(index + offset, values)));
    },
    attentionOf: (inputs, index) =>
      index < offset ? front.attentionOf(inputs, index) : back.attentionOf(front.apply(inputs, null), index - offset),
    save: () => saveVariables(all),
    load: (blocks) => loadVariables(all, blocks),
    dispose() {
      front.dispose();
      back.dispose();
    },
  };
}

/** "1/kernel" behind three layers is "4/kernel". */
function moved(name: string, offset: number): string {
  const slash = name.indexOf("/");
  return `${Number(name.slice(0, slash)) + offset}${name.slice(slash)}`;
}

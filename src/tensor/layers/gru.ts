/**
 * Gated recurrent unit (Cho et al. 2014): one gate weighs the old state against the new, another what of the old state the
 * new one sees. Gates z, r, h̃ in this order with sigmoid and tanh and two biases, the reset after the product: as Keras with
 * `reset_after`, its default (whose one bias holds the two as rows), and as PyTorch, whose order is r, z, n.
 */
import type { LayerKind } from "./layer";
import type { RecurrentSpec } from "./recurrent";
import { recurrentLayer } from "./recurrent";

export interface GruSpec extends RecurrentSpec {
  readonly type: "gru";
}

export const gru: LayerKind<GruSpec> = recurrentLayer({
  cell: "gru",
  name: { en: "GRU", zh: "GRU" },
  hasRecurrentBias: true,
});

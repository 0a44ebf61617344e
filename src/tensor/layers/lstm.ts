/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997): what it remembers is kept apart from what it shows, and gates
 * decide what is taken in, kept and shown. Gates i, f, c̃, o in this order with sigmoid and tanh, one bias; that of the
 * forget gate starts at 1, so that it remembers at first (Jozefowicz et al. 2015). All as Keras.
 */
import { zeros } from "./initializers";
import type { LayerKind } from "./layer";
import type { RecurrentSpec } from "./recurrent";
import { recurrentLayer } from "./recurrent";

export interface LstmSpec extends RecurrentSpec {
  readonly type: "lstm";
}

export const lstm: LayerKind<LstmSpec> = recurrentLayer({
  cell: "lstm",
  name: { en: "LSTM", zh: "LSTM" },
  startOfBias: (units) => zeros([4 * units]).fill(1, units, 2 * units),
  hasRecurrentBias: false,
});

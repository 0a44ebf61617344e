/** The plain recurrent layer (Elman 1990): tanh of the inputs and of the state before, with one bias. As Keras. */
import type { LayerKind } from "./layer";
import type { RecurrentSpec } from "./recurrent";
import { recurrentLayer } from "./recurrent";

export interface SimpleRnnSpec extends RecurrentSpec {
  readonly type: "simple-rnn";
}

export const simpleRnn: LayerKind<SimpleRnnSpec> = recurrentLayer({
  cell: "simple-rnn",
  name: { en: "Simple RNN", zh: "简单 RNN" },
  hasRecurrentBias: false,
});

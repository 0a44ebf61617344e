/** The cells of recurrent-cell.ts composed of stock operations, step by step; their gradients are the tape's. */
import { tf } from "../tf";
import type { Recurrence, RecurrentCell, RecurrentMasks, RecurrentSettings } from "./recurrent-cell";

interface State {
  readonly h: tf.Tensor;
  /** c of an LSTM; the other cells leave it as it is. */
  readonly memory: tf.Tensor;
}

/** x and p [batch, gate × unit] */
type Step = (x: tf.Tensor, p: tf.Tensor, state: State) => State;

const cells: { readonly [Cell in RecurrentCell]: Step } = {
  lstm(x, p, { memory }) {
    const [input, forget, candidate, output] = gatesOf(tf.add(x, p), 4);
    const kept = tf.mul(tf.sigmoid(forget), memory);
    const cell = tf.add(kept, tf.mul(tf.sigmoid(input), tf.tanh(candidate)));
    return { h: tf.mul(tf.sigmoid(output), tf.tanh(cell)), memory: cell };
  },
  gru(x, p, { h, memory }) {
    const [xUpdate, xReset, xCandidate] = gatesOf(x, 3);
    const [pUpdate, pReset, pCandidate] = gatesOf(p, 3);
    const reset = tf.sigmoid(tf.add(xReset, pReset));
    const candidate = tf.tanh(tf.add(xCandidate, tf.mul(reset, pCandidate)));
    const update = tf.sigmoid(tf.add(xUpdate, pUpdate));
    return { h: tf.add(candidate, tf.mul(update, tf.sub(h, candidate))), memory };
  },
  "simple-rnn": (x, p, { memory }) => ({ h: tf.tanh(tf.add(x, p)), memory }),
};

/** As `recur` of recurrent.ts. */
export function recurComposed(
  { projection, recurrentKernel, recurrentBias }: Recurrence,
  { cell, returnsSequences, goesBackwards }: RecurrentSettings,
  masks: RecurrentMasks,
): tf.Tensor {
  const [batch, , units] = [...projection.shape.slice(0, 2), recurrentKernel.shape[0]] as [number, number, number]; // as many axes
  const inputs = stepsOf(projection);
  // Filled on the device: numbers from here would be an upload at every step.
  const start = tf.fill([batch, units], 0);
  const isThere = masks.steps ? stepsOf(masks.steps) : null;
  const one = tf.fill([], 1);
  let state: State = { h: start, memory: start };
  const outputs: tf.Tensor[] = [];
  for (let turn = 0; turn < inputs.length; turn++) {
    const step = goesBackwards ? inputs.length - 1 - turn : turn;
    const operand = masks.state ? tf.mul(state.h, masks.state) : state.h;
    const product = tf.matMul(operand, recurrentKernel);
    const p = recurrentBias ? tf.add(product, recurrentBias) : product;
    const next = cells[cell](inputs[step]!, p, state); // one of the steps
    if (isThere) {
      const share = tf.reshape(isThere[step]!, [batch, 1]); // one for each step
      const rest = tf.sub(one, share);
      // Products with 1 and 0 and their sum are exact: the state stays as it was.
      const chosen = (to: tf.Tensor, from: tf.Tensor) => tf.add(tf.mul(to, share), tf.mul(from, rest));
      state = {
        h: chosen(next.h, state.h),
        memory: next.memory === state.memory ? state.memory : chosen(next.memory, state.memory),
      };
    } else state = next;
    outputs[step] = state.h;
  }
  return returnsSequences ? tf.stack(outputs, 1) : state.h;
}

/** [batch, step, …] in steps. The stock gradient of taking apart fails where there is only one part. */
function stepsOf(values: tf.Tensor): readonly tf.Tensor[] {
  const [batch = 0, steps, ...inner] = values.shape;
  return steps === 1 ? [tf.reshape(values, [batch, ...inner])] : tf.unstack(values, 1);
}

/** [batch, gate × unit] in gates. */
function gatesOf<Count extends 3 | 4>(values: tf.Tensor, count: Count): GatesOf[Count] {
  return tf.split(values, count, 1) as unknown as GatesOf[Count]; // as many as asked for
}

interface GatesOf {
  readonly 3: readonly [tf.Tensor, tf.Tensor, tf.Tensor];
  readonly 4: readonly [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
}

/**
 * Whole sequences through a recurrent cell: kernels/recurrent-cell.ts says what it computes. The state lies in the memory of the
 * workgroup.
 */
import { gateCounts, type RecurrentCell, type RecurrentSettings } from "../../recurrent-cell";
import { dispatch, spread } from "../dispatch";
import type { WebgpuKernel } from "../kernel";
import { areFloats } from "../../are-floats";
import { free, output, zeros } from "../kernel";
import { apart, atStep, forUnits, joined, keyOf, shapeOf, type Shape } from "../recurrent-shape";
import { entry, sigmoid } from "../wgsl";

/** Numbers of memory that a cell has for a unit. */
const memories: { readonly [Cell in RecurrentCell]: number } = { lstm: 1, gru: 2, "simple-rnn": 0 };

/** WGSL of a cell forwards: from `x` at `gateAt` and the products `s0` … to the new `state[p]`. */
const cells: { readonly [Cell in RecurrentCell]: (units: number) => string } = {
  lstm: (units) => `
        let i = sigmoid(projection[gateAt + j] + s0);
        let f = sigmoid(projection[gateAt + ${units} + j] + s1);
        let g = tanh(projection[gateAt + ${2 * units} + j] + s2);
        let o = sigmoid(projection[gateAt + ${3 * units} + j] + s3);
        gates[gateAt + j] = i; gates[gateAt + ${units} + j] = f;
        gates[gateAt + ${2 * units} + j] = g; gates[gateAt + ${3 * units} + j] = o;
        memory[p] = f * memory[p] + i * g;
        state[p] = o * tanh(memory[p]);`,
  gru: (units) => `
        let z = sigmoid(projection[gateAt + j] + s0);
        let r = sigmoid(projection[gateAt + ${units} + j] + s1);
        let g = tanh(projection[gateAt + ${2 * units} + j] + r * s2);
        gates[gateAt + j] = z; gates[gateAt + ${units} + j] = r; gates[gateAt + ${2 * units} + j] = g;
        kept[place * ${2 * units} + j] = s2;
        kept[place * ${2 * units} + ${units} + j] = state[p] - g;
        state[p] = g + z * (state[p] - g);`,
  "simple-rnn": () => `
        let h = tanh(projection[gateAt + j] + s0);
        gates[gateAt + j] = h;
        state[p] = h;`,
};

function forwards(shape: Shape): string {
  const { cell, units, own, hasBias, hasDrop } = shape;
  const numbers = Array.from({ length: gateCounts[cell] }, (_, gate) => gate);
  const columns = numbers.length * units;
  return `${sigmoid}
fn squash(x : f32) -> f32 { return tanh(clamp(x, -20.0, 20.0)); }
var<workgroup> turned : array<f32, ${units}>;
${entry(
  shape.threads,
  `let row = groupAt;
  if (row >= given.batch) { return; }
  var state : array<f32, ${own}>;
  var memory : array<f32, ${own}>;
  for (var turn = 0; turn < given.steps; turn++) {
    ${atStep(shape)}
    ${forUnits(shape, `let value = state[p]${hasDrop ? ` * drop[row * ${units} + j]` : ""}; turned[j] = value; operand[place * ${units} + j] = value;`)}
    workgroupBarrier();
    ${forUnits(
      shape,
      `if (isStep) {
        ${numbers.map((gate) => `var s${gate} = ${hasBias ? `bias[${gate * units} + j]` : "0.0"};`).join(" ")}
        if (turn > 0) {
          for (var k = 0; k < ${units}; k++) {
            let h = turned[k];
            let at = k * ${columns} + j;
            ${numbers.map((gate) => `s${gate} = fma(h, weights[at + ${gate * units}], s${gate});`).join(" ")}
          }
        }
        ${cells[cell](units)}
      }
      ${cell === "lstm" ? `kept[place * ${units} + j] = memory[p];` : ""}
      if (given.isWhole == 1) { y[place * ${units} + j] = state[p]; }`,
    )}
    workgroupBarrier();
  }
  if (given.isWhole == 0) { ${forUnits(shape, `y[row * ${units} + j] = state[p];`)} }`,
)}`
    .replaceAll("tanh(projection", "squash(projection")
    .replaceAll("tanh(memory", "squash(memory");
}

/** Recurrent: {projection, recurrentKernel, recurrentBias?, steps?, state?} to [y, operand, gates, memory?]. */
export const recurrent: WebgpuKernel = {
  name: "Recurrent",
  run(call) {
    const { backend, inputs, attrs } = call;
    const { projection, recurrentKernel, recurrentBias, steps: mask, state } = inputs;
    if (!projection || !recurrentKernel) return null;
    if (!areFloats(projection, recurrentKernel, recurrentBias, mask, state)) return null;
    const [batch = 0, steps = 0, columns = 0] = projection.shape;
    const [units = 0] = recurrentKernel.shape;
    const { cell, goesBackwards, returnsSequences } = attrs as unknown as RecurrentSettings; // given by the operation
    const shape = shapeOf(call, units);
    const isEmpty = batch === 0 || steps === 0 || units === 0;
    const room = (...extents: number[]) => (isEmpty ? zeros : output)(backend, extents);
    const y = returnsSequences ? room(batch, steps, units) : room(batch, units);
    const [operand, gates] = [room(batch, steps, units), room(batch, steps, columns)];
    const memory = memories[cell] > 0 ? room(batch, steps, memories[cell] * units) : null;
    if (isEmpty) return [y, operand, gates, ...(memory ? [memory] : [])];
    const beside = joined(backend, call.inputs);
    dispatch(backend, {
      key: `recurrent ${keyOf(shape)}`,
      outputs: { y, operand, gates, ...(memory && { kept: memory }) },
      inputs: {
        ...{ projection, weights: recurrentKernel },
        ...(recurrentBias && { bias: recurrentBias }),
        ...(beside ? { beside } : { ...(mask && { mask }), ...(state && { drop: state }) }),
      },
      uniforms: { batch, steps, isBackwards: Number(goesBackwards), isWhole: Number(returnsSequences) },
      groups: spread(batch),
      code: () => (beside ? apart(forwards(shape), units) : forwards(shape)),
    });
    if (beside) free(backend, beside);
    return [y, operand, gates, ...(memory ? [memory] : [])];
  },
};

/** Back through a recurrent cell, step by step, and the gradients of its kernel and bias. */
import { sizeOf } from "../../../../core/block";
import type { tf } from "../../../tf";
import { gateCounts, type RecurrentCell, type RecurrentSettings } from "../../recurrent-cell";
import type { WebgpuBackend } from "../backend";
import { columnSums } from "../column-sums";
import { dispatch, spread } from "../dispatch";
import { multiply } from "../gemm";
import type { WebgpuKernel } from "../kernel";
import { areFloats } from "../../are-floats";
import { free, output, zeros } from "../kernel";
import { atStep, forUnits, keyOf, shapeOf, type Shape } from "../recurrent-shape";
import { elementWise, entry } from "../wgsl";

/** WGSL of a cell backwards: from the derivative `dh` by the state after the step to those by its gates. */
const backCells: { readonly [Cell in RecurrentCell]: (units: number) => string } = {
  lstm: (units) => `
        let i = gates[gateAt + j]; let f = gates[gateAt + ${units} + j];
        let g = gates[gateAt + ${2 * units} + j]; let o = gates[gateAt + ${3 * units} + j];
        let bent = tanh(clamp(memory[place * ${units} + j], -20.0, 20.0));
        var cellBefore = 0.0;
        if (turn > 0) { cellBefore = memory[before * ${units} + j]; }
        let dc = memoryCarry[p] + dh * o * (1.0 - bent * bent);
        put(gateAt, j, dc * g * i * (1.0 - i));
        put(gateAt, ${units} + j, dc * cellBefore * f * (1.0 - f));
        put(gateAt, ${2 * units} + j, dc * i * (1.0 - g * g));
        put(gateAt, ${3 * units} + j, dh * bent * o * (1.0 - o));
        memoryCarry[p] = dc * f;
        carry[p] = 0.0;`,
  gru: (units) => `
        let z = gates[gateAt + j]; let r = gates[gateAt + ${units} + j]; let g = gates[gateAt + ${2 * units} + j];
        let byUpdate = dh * memory[place * ${2 * units} + ${units} + j] * z * (1.0 - z);
        let byCandidate = dh * (1.0 - z) * (1.0 - g * g);
        let byReset = byCandidate * memory[place * ${2 * units} + j] * r * (1.0 - r);
        slopes[gateAt + ${2 * units} + j] = byCandidate;
        put(gateAt, j, byUpdate);
        put(gateAt, ${units} + j, byReset);
        products[gateAt + ${2 * units} + j] = byCandidate * r;
        behind[${2 * units} + j] = byCandidate * r;
        carry[p] = dh * z;`,
  "simple-rnn": () => `
        let h = gates[gateAt + j];
        put(gateAt, j, dh * (1.0 - h * h));
        carry[p] = 0.0;`,
};

function backwards(shape: Shape): string {
  const { cell, units, own, hasDrop } = shape;
  const columns = gateCounts[cell] * units;
  const isGru = cell === "gru";
  return `
var<workgroup> behind : array<f32, ${columns}>;
fn put(gateAt : i32, column : i32, slope : f32) {
  slopes[gateAt + column] = slope;
  ${isGru ? "products[gateAt + column] = slope;" : ""}
  behind[column] = slope;
}
${entry(
  shape.threads,
  `let row = groupAt;
  if (row >= given.batch) { return; }
  var carry : array<f32, ${own}>;
  var memoryCarry : array<f32, ${own}>;
  var product : array<f32, ${own}>;
  if (given.isWhole == 0) { ${forUnits(shape, `carry[p] = dy[row * ${units} + j];`)} }
  for (var turn = given.steps - 1; turn >= 0; turn--) {
    ${atStep(shape)}
    ${forUnits(
      shape,
      `var dh = product[p]${hasDrop ? ` * drop[row * ${units} + j]` : ""} + carry[p];
      if (given.isWhole == 1) { dh += dy[place * ${units} + j]; }
      if (isStep) {
        ${backCells[cell](units)}
      } else {
        carry[p] = dh;
        for (var gate = 0; gate < ${gateCounts[cell]}; gate++) {
          put(gateAt, gate * ${units} + j, 0.0);
        }
      }`,
    )}
    workgroupBarrier();
    if (turn > 0) {
      ${forUnits(
        shape,
        `var sum = 0.0;
        for (var q = 0; q < ${columns}; q++) { sum = fma(behind[q], weights[q * ${units} + j], sum); }
        product[p] = sum;`,
      )}
    }
    workgroupBarrier();
  }`,
)}`;
}

/** RecurrentGrad: {dy, recurrentKernel, operand, gates, memory?, steps?, state?} to the gradients by projection, kernel and, of a GRU, bias. */
export const recurrentGrad: WebgpuKernel = {
  name: "RecurrentGrad",
  run(call) {
    const { backend, inputs, attrs } = call;
    const { dy, recurrentKernel, operand, gates, memory, steps: mask, state } = inputs;
    if (!dy || !recurrentKernel || !operand || !gates) return null;
    if (!areFloats(dy, recurrentKernel, operand, gates, memory, mask, state)) return null;
    const [batch = 0, steps = 0, columns = 0] = gates.shape;
    const [units = 0] = recurrentKernel.shape;
    const { goesBackwards, returnsSequences } = attrs as unknown as RecurrentSettings; // given by the operation
    const shape = shapeOf(call, units);
    if (sizeOf(dy.shape) === 0 || steps === 0) {
      const shapes = [gates.shape, recurrentKernel.shape, ...(shape.cell === "gru" ? [[columns]] : [])];
      return shapes.map((each) => zeros(backend, each));
    }
    const turnedKernel = turned(backend, recurrentKernel);
    const slopes = output(backend, gates.shape);
    const products = shape.cell === "gru" ? output(backend, gates.shape) : null;
    dispatch(backend, {
      key: `recurrent back ${keyOf(shape)}`,
      outputs: { slopes, ...(products && { products }) },
      inputs: {
        ...{ dy, weights: turnedKernel, gates },
        ...(memory && { memory }),
        ...(mask && { mask }),
        ...(state && { drop: state }),
      },
      uniforms: { batch, steps, isBackwards: Number(goesBackwards), isWhole: Number(returnsSequences) },
      groups: spread(batch),
      code: () => backwards(shape),
    });
    free(backend, turnedKernel);
    const behind = products ?? slopes;
    const dKernel = output(backend, recurrentKernel.shape);
    multiply(backend, dKernel, {
      key: "of states and slopes",
      inputs: { a: operand, b: behind },
      ...{ rows: units, columns, inner: batch * steps },
      left: { isAlongInner: false, read: "value = a[k * given.rows + row];" },
      right: { isAlongInner: false, read: "value = b[k * given.columns + column];" },
    });
    if (!products) return [slopes, dKernel];
    const sums = columnSums(backend, {
      key: "alone",
      inputs: { dy: products },
      add: "sums[0] += dy[at];",
      ...{ rows: batch * steps, columns, count: 1 },
    });
    free(backend, products);
    return [slopes, dKernel, ...sums];
  },
};

/** [row, column] as [column, row]. */
function turned(backend: WebgpuBackend, matrix: tf.TensorInfo): tf.TensorInfo {
  const [rows = 0, columns = 0] = matrix.shape;
  const result = output(backend, [columns, rows]);
  dispatch(backend, {
    key: "turned",
    outputs: { result },
    inputs: { matrix },
    uniforms: { size: rows * columns, rows, columns },
    groups: spread(Math.ceil((rows * columns) / 64)),
    code: () => elementWise(64, "result[at] = matrix[at % given.rows * given.columns + at / given.rows];"),
  });
  return result;
}

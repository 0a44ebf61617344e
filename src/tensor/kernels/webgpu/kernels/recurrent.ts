/**
 * Whole sequences through a recurrent cell, and back: kernels/recurrent-cell.ts says what they compute. One workgroup has one
 * sequence and goes through its steps; the state lies in the memory of the workgroup.
 */
import { sizeOf } from "../../../../core/block";
import type { tf } from "../../../tf";
import { gateCounts, type RecurrentCell, type RecurrentSettings } from "../../recurrent-cell";
import type { WebgpuBackend } from "../backend";
import { columnSums } from "../column-sums";
import { dispatch, spread } from "../dispatch";
import { multiply } from "../gemm";
import type { KernelCall, WebgpuKernel } from "../kernel";
import { areFloats, free, output, zeros } from "../kernel";
import { elementWise, entry, sigmoid } from "../wgsl";

/** Numbers of memory that a cell has for a unit. */
const memories: { readonly [Cell in RecurrentCell]: number } = { lstm: 1, gru: 2, "simple-rnn": 0 };

/** Threads that a workgroup has at most on every device. */
const mostThreads = 256;

interface Shape {
  readonly cell: RecurrentCell;
  readonly units: number;
  readonly threads: number;
  /** Units that a thread has. */
  readonly own: number;
  readonly hasBias: boolean;
  readonly hasMask: boolean;
  readonly hasDrop: boolean;
}

function shapeOf({ inputs, attrs }: KernelCall, units: number): Shape {
  const { cell } = attrs as unknown as RecurrentSettings; // given by the operation
  const { recurrentBias, steps, state } = inputs;
  const threads = Math.min(mostThreads, 32 * Math.ceil(units / 32));
  const own = Math.ceil(units / threads);
  return {
    cell,
    units,
    threads,
    own,
    hasBias: Boolean(recurrentBias),
    hasMask: Boolean(steps),
    hasDrop: Boolean(state),
  };
}

const keyOf = ({ cell, units, hasBias, hasMask, hasDrop }: Shape) =>
  `${cell} of ${units}${hasBias ? " bias" : ""}${hasMask ? " mask" : ""}${hasDrop ? " drop" : ""}`;

/** WGSL: a statement for each unit `j`, the `p`th of this thread. */
const forUnits = ({ threads, units, own }: Shape, statement: string) => `
  for (var p = 0; p < ${own}; p++) {
    let j = lane + p * ${threads};
    if (j < ${units}) { ${statement} }
  }`;

/** WGSL: places of a step, and whether the sequence has it. */
const atStep = ({ units, cell, hasMask }: Shape) => `
    let step = select(turn, given.steps - 1 - turn, given.isBackwards == 1);
    let place = row * given.steps + step;
    let before = select(place - 1, place + 1, given.isBackwards == 1);
    let gateAt = place * ${gateCounts[cell] * units};
    let isStep = ${hasMask ? "mask[place] != 0.0" : "true"};`;

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

/**
 * The mask [batch, step] and behind it the dropout [batch, unit] as one array, where with a bias there are more arrays
 * than the eight that every device takes; null where there are not.
 */
function joined(backend: WebgpuBackend, { recurrentBias, steps, state }: KernelCall["inputs"]): tf.TensorInfo | null {
  if (!recurrentBias || !steps || !state) return null;
  const [first, second] = [sizeOf(steps.shape), sizeOf(state.shape)];
  const result = output(backend, [first + second]);
  dispatch(backend, {
    key: "side by side",
    outputs: { result },
    inputs: { steps, state },
    uniforms: { first, size: first + second },
    groups: spread(Math.ceil((first + second) / 64)),
    code: () =>
      elementWise(
        64,
        "if (at < given.first) { result[at] = steps[at]; } else { result[at] = state[at - given.first]; }",
      ),
  });
  return result;
}

/** WGSL that finds mask and dropout in what `joined` made. */
const apart = (code: string, units: number) =>
  code
    .replaceAll("mask[place]", "beside[place]")
    .replaceAll(`drop[row * ${units} + j]`, `beside[given.batch * given.steps + row * ${units} + j]`);

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

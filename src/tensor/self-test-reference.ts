/**
 * Gradients of one small layer of each kind in plain 64-bit TypeScript, by the chain rule written out: what a backend
 * must reproduce before it may fit anything. The loss is always Σ c · output with fixed numbers c.
 */
import { createRandom } from "../core/random";

/** Row-major numbers with their shape. */
export interface Array64 {
  readonly data: Float64Array;
  readonly shape: readonly number[];
}

function normal(name: string, shape: readonly number[]): Array64 {
  const random = createRandom(7).fork(name);
  const size = shape.reduce((a, b) => a * b, 1);
  return { data: Float64Array.from({ length: size }, () => random.normal()), shape };
}

function zeros(shape: readonly number[]): Array64 {
  return { data: new Float64Array(shape.reduce((a, b) => a * b, 1)), shape };
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** relu(x · w + b): gradients by x [4, 5], w [5, 3] and b [3]. */
export function denseReference() {
  const [rows, width, units] = [4, 5, 3];
  const inputs = {
    x: normal("dense x", [rows, width]),
    w: normal("dense w", [width, units]),
    b: normal("dense b", [units]),
  };
  const c = normal("dense c", [rows, units]);
  const [dx, dw, db] = [zeros(inputs.x.shape), zeros(inputs.w.shape), zeros(inputs.b.shape)];
  for (let r = 0; r < rows; r++) {
    for (let u = 0; u < units; u++) {
      let sum = inputs.b.data[u]!;
      for (let i = 0; i < width; i++) sum += inputs.x.data[r * width + i]! * inputs.w.data[i * units + u]!;
      if (sum <= 0) continue;
      const dy = c.data[r * units + u]!;
      db.data[u]! += dy;
      for (let i = 0; i < width; i++) {
        dx.data[r * width + i]! += dy * inputs.w.data[i * units + u]!;
        dw.data[i * units + u]! += dy * inputs.x.data[r * width + i]!;
      }
    }
  }
  return { inputs, c, gradients: { x: dx, w: dw, b: db } };
}

/** 3 × 3 convolution, stride 1, padded to the same size: gradients by x [2, 6, 5, 3] and the kernel [3, 3, 3, 4]. */
export function convolutionReference() {
  const [batch, height, width, channels, filters] = [2, 6, 5, 3, 4];
  const inputs = {
    x: normal("convolution x", [batch, height, width, channels]),
    w: normal("convolution w", [3, 3, channels, filters]),
  };
  const c = normal("convolution c", [batch, height, width, filters]);
  const [dx, dw] = [zeros(inputs.x.shape), zeros(inputs.w.shape)];
  for (let n = 0; n < batch; n++)
    for (let i = 0; i < height; i++)
      for (let j = 0; j < width; j++)
        for (let a = 0; a < 3; a++)
          for (let b = 0; b < 3; b++) {
            const [y, x] = [i + a - 1, j + b - 1];
            if (y < 0 || y >= height || x < 0 || x >= width) continue;
            for (let k = 0; k < channels; k++)
              for (let f = 0; f < filters; f++) {
                const at = ((n * height + y) * width + x) * channels + k;
                const tap = ((a * 3 + b) * channels + k) * filters + f;
                const dy = c.data[((n * height + i) * width + j) * filters + f]!;
                dx.data[at]! += dy * inputs.w.data[tap]!;
                dw.data[tap]! += dy * inputs.x.data[at]!;
              }
          }
  return { inputs, c, gradients: { x: dx, w: dw } };
}

/** Largest of each 3 × 3 window with stride 2, so that windows overlap: gradient by x [2, 7, 7, 3]. */
export function poolingReference() {
  const [batch, size, channels, outputSize] = [2, 7, 3, 3];
  const inputs = { x: normal("pooling x", [batch, size, size, channels]) };
  const c = normal("pooling c", [batch, outputSize, outputSize, channels]);
  const dx = zeros(inputs.x.shape);
  for (let n = 0; n < batch; n++)
    for (let i = 0; i < outputSize; i++)
      for (let j = 0; j < outputSize; j++)
        for (let k = 0; k < channels; k++) {
          let best = -1;
          for (let a = 0; a < 3; a++)
            for (let b = 0; b < 3; b++) {
              const at = ((n * size + 2 * i + a) * size + 2 * j + b) * channels + k;
              if (best < 0 || inputs.x.data[at]! > inputs.x.data[best]!) best = at;
            }
          dx.data[best]! += c.data[((n * outputSize + i) * outputSize + j) * channels + k]!;
        }
  return { inputs, c, gradients: { x: dx } };
}

/**
 * One step of an LSTM (Hochreiter and Schmidhuber 1997, with forget gate): gates [i, f, g, o] = [x, h] · w + b, next cell
 * σ(f) c + σ(i) tanh(g), output σ(o) tanh(cell). Gradients by x [3, 4], h and cell [3, 2], w [6, 8] and b [8].
 */
export function recurrentReference() {
  const [rows, width, units] = [3, 4, 2];
  const inputs = {
    x: normal("recurrent x", [rows, width]),
    h: normal("recurrent h", [rows, units]),
    cell: normal("recurrent cell", [rows, units]),
    w: normal("recurrent w", [width + units, 4 * units]),
    b: normal("recurrent b", [4 * units]),
  };
  const c = normal("recurrent c", [rows, units]);
  const gradients = {
    x: zeros(inputs.x.shape),
    h: zeros(inputs.h.shape),
    cell: zeros(inputs.cell.shape),
    w: zeros(inputs.w.shape),
    b: zeros(inputs.b.shape),
  };
  for (let r = 0; r < rows; r++) {
    const row = [
      ...inputs.x.data.subarray(r * width, (r + 1) * width),
      ...inputs.h.data.subarray(r * units, (r + 1) * units),
    ];
    const gates = Array.from(inputs.b.data, (bias, g) =>
      row.reduce((sum, value, i) => sum + value * inputs.w.data[i * 4 * units + g]!, bias),
    );
    const dGates = gates.map(() => 0);
    for (let u = 0; u < units; u++) {
      const i = sigmoid(gates[u]!);
      const f = sigmoid(gates[units + u]!);
      const g = Math.tanh(gates[2 * units + u]!);
      const o = sigmoid(gates[3 * units + u]!);
      const before = inputs.cell.data[r * units + u]!;
      const bent = Math.tanh(f * before + i * g);
      const dy = c.data[r * units + u]!;
      const dCell = dy * o * (1 - bent * bent);
      gradients.cell.data[r * units + u] = dCell * f;
      dGates[u] = dCell * g * i * (1 - i);
      dGates[units + u] = dCell * before * f * (1 - f);
      dGates[2 * units + u] = dCell * i * (1 - g * g);
      dGates[3 * units + u] = dy * bent * o * (1 - o);
    }
    dGates.forEach((dGate, g) => {
      gradients.b.data[g]! += dGate;
      row.forEach((value, i) => {
        gradients.w.data[i * 4 * units + g]! += value * dGate;
        const back = inputs.w.data[i * 4 * units + g]! * dGate;
        if (i < width) gradients.x.data[r * width + i]! += back;
        else gradients.h.data[r * units + i - width]! += back;
      });
    });
  }
  return { inputs, c, gradients };
}

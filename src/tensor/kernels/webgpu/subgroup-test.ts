/**
 * Whether a device sums by subgroups as we take it to: the very pieces of WGSL that our programs are made of, on whole numbers
 * whose sums are known. What nobody promises, such as how the threads of a workgroup are dealt out to subgroups, is seen here.
 */
import { columnWise } from "./column-sums";
import { traitsOf } from "./device-traits";
import { bySubgroups } from "./wgsl";

/** Runs a program of one array `result` and reads that. Rejects where the device refuses it. */
type Run = (device: GPUDevice, code: string, length: number) => Promise<Float32Array>;

interface Check {
  readonly code: string;
  readonly right: Float32Array;
}

const groups = 3;

/** The number of a thread, in WGSL and here, found in as many rounds as few of its subgroup go: no two lots of threads have the same sum. */
const numberOf = `var number = 0.0;
  for (var i = 0; i <= lane % 5; i++) { number += f32((lane * lane * 7 + lane * 37 + i32(group.x) * 101 + i * 13) % 251); }`;
const numberAt = (lane: number, group: number) =>
  Array.from({ length: (lane % 5) + 1 }, (_, i) => (lane * lane * 7 + lane * 37 + group * 101 + i * 13) % 251).reduce(
    (a, b) => a + b,
  );

const lanes = (count: number) => Array.from({ length: count }, (_, lane) => lane);

/** Every thread must know both, and the first sum again. */
function ofAll(threads: number): Check {
  const code = bySubgroups(
    threads,
    `${numberOf}
  let sum = total(number, lane);
  let most = largest(-number, lane);
  let at = (groupAt * ${threads} + lane) * 3;
  result[at] = sum;
  result[at + 1] = most;
  result[at + 2] = total(number, lane);`,
  );
  const right = lanes(groups).flatMap((group) => {
    const numbers = lanes(threads).map((lane) => numberAt(lane, group));
    const sum = numbers.reduce((a, b) => a + b);
    return lanes(threads).flatMap(() => [sum, Math.max(...numbers.map((number) => -number)), sum]);
  });
  return { code, right: Float32Array.from(right) };
}

/** Of so many threads, `across` of them with a column each. */
export function ofColumns(threads: number, across: number): Check {
  const code = columnWise(
    { threads, across, count: 2, hasSubgroups: true },
    `${numberOf} sums[0] = number; sums[1] = -2.0 * number;`,
    `let at = (i32(group.x) * ${across} + lane) * 2; result[at] = sums[0]; result[at + 1] = sums[1];`,
  );
  const right = lanes(groups).flatMap((group) =>
    lanes(across).flatMap((column) => {
      const sum = lanes(threads)
        .filter((lane) => lane % across === column)
        .reduce((before, lane) => before + numberAt(lane, group), 0);
      return [sum, -2 * sum];
    }),
  );
  return { code, right: Float32Array.from(right) };
}

/** Takes a few milliseconds. The device must have the feature. */
export async function subgroupsAgree(device: GPUDevice, run: Run = runOnce): Promise<boolean> {
  const { mostThreads } = traitsOf({ device });
  const sizes = new Set([64, mostThreads]);
  const checks = [...Array.from(sizes, ofAll), ofColumns(mostThreads, 16), ofColumns(mostThreads, 4)];
  try {
    const agreed = await Promise.all(
      checks.map(async ({ code, right }) => {
        const found = await run(device, code, right.length);
        return found.length === right.length && right.every((value, i) => value === found[i]);
      }),
    );
    return agreed.every(Boolean);
  } catch {
    return false;
  }
}

/** Throws what the device has against the program. */
export async function runOnce(device: GPUDevice, code: string, length: number): Promise<Float32Array> {
  const size = length * Float32Array.BYTES_PER_ELEMENT;
  // Else the error would be the device's, which is then given up.
  device.pushErrorScope("validation");
  const refused = async () => {
    const error = await device.popErrorScope();
    if (error) throw new Error(error.message);
  };
  const module = device.createShaderModule({
    code: `enable subgroups;\n@group(0) @binding(0) var<storage, read_write> result : array<f32>;\n${code}`,
  });
  const making = device.createComputePipelineAsync({ layout: "auto", compute: { module, entryPoint: "main" } });
  const [pipeline] = await Promise.all([making, refused()]);
  const [result, readable] = [
    GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC,
    GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
  ].map((usage) => device.createBuffer({ size, usage })) as [GPUBuffer, GPUBuffer]; // of two
  try {
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(
      0,
      device.createBindGroup({
        layout: pipeline.getBindGroupLayout(0),
        entries: [{ binding: 0, resource: { buffer: result } }],
      }),
    );
    pass.dispatchWorkgroups(groups);
    pass.end();
    encoder.copyBufferToBuffer(result, 0, readable, 0, size);
    device.queue.submit([encoder.finish()]);
    await readable.mapAsync(GPUMapMode.READ);
    return new Float32Array(readable.getMappedRange()).slice();
  } finally {
    result.destroy();
    readable.destroy();
  }
}

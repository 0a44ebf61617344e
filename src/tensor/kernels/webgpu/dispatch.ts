/** One program of ours in the backend's queue, between those of TensorFlow.js. */
import { sizeOf } from "../../../core/block";
import { tf } from "../../tf";
import type { WebgpuBackend } from "./backend";

/** A whole number or a Float32 that a program gets besides its arrays. */
export type Uniforms = Readonly<Record<string, number | { readonly float: number }>>;

/** A tensor, or a buffer of Float32 numbers that is none. */
type Operand = tf.TensorInfo | GPUBufferBinding;

export interface Program {
  /** Names the pipeline: the code must not differ where the key and the names and types of arrays and uniforms do not. */
  readonly key: string;
  /** WGSL but for the arrays and the uniforms `given.…`; its entry is `main`. Only asked for the first time. */
  readonly code: () => string;
  /** The code asks for subgroups, which the device must have. */
  readonly hasSubgroups?: boolean;
  /** Written, or read and written, by name. */
  readonly outputs: Readonly<Record<string, Operand>>;
  /** Read only; none of them may share its numbers with an output. */
  readonly inputs: Readonly<Record<string, Operand>>;
  readonly uniforms: Uniforms;
  /** Workgroups along each axis. */
  readonly groups: readonly [x: number, y?: number, z?: number];
}

/** Programs that are encoded before the queue is handed over: as many as TensorFlow.js lets pile up. */
const batchFlag = "WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE";

/** Whether nothing is to be computed, only compiled. */
export const compileOnlyFlag = "WEBGPU_ENGINE_COMPILE_ONLY";

/** Workgroups that may stand along one axis on every device. */
const mostGroups = 65_535;

const outputCounts = new WeakMap<GPUComputePipeline, number>();

/** How many of the first bindings a program writes; those of TensorFlow.js write one. */
export const outputsOf = (pipeline: GPUComputePipeline): number => outputCounts.get(pipeline) ?? 1;

/** Encodes a program. Throws a RangeError where it wants more workgroups than a device has. */
export function dispatch(backend: WebgpuBackend, program: Program): void {
  if (program.groups.some((count = 1) => count > mostGroups))
    throw new RangeError(`${program.key}: too many workgroups`);
  const inputs = Object.fromEntries(
    Object.entries(program.inputs).map(([name, operand]) => [name, asNamed(backend, operand)]),
  );
  try {
    encode(backend, { ...program, inputs });
  } finally {
    for (const [name, operand] of Object.entries(inputs))
      if (isTensor(operand) && operand !== program.inputs[name]) backend.disposeData(operand.dataId);
  }
}

function encode(backend: WebgpuBackend, program: Program): void {
  const { outputs, inputs, uniforms, groups } = program;
  const operands = [...Object.values(outputs), ...Object.values(inputs)];
  const tensors = operands.filter(isTensor);
  for (const { dataId } of tensors) backend.uploadToGPU(dataId);
  const pipeline = pipelineOf(backend, program);
  if (pipeline instanceof Promise || tf.env().getBool(compileOnlyFlag)) return;
  outputCounts.set(pipeline, Object.keys(outputs).length);
  const given = uniformBuffer(backend, uniforms);
  const bindings = operands.map((operand) => (isTensor(operand) ? backend.tensorToBinding(operand) : operand));
  const resources = given ? [...bindings, { buffer: given }] : bindings;
  const bindGroup = backend.device.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: resources.map((resource, binding) => ({ binding, resource })),
  });
  for (const { dataId } of tensors) backend.commandQueueOwnedIds.add(dataId);
  backend.ensureCommandEncoderReady();
  backend.computePassEncoder ??= backend.commandEncoder!.beginComputePass(); // it is ready
  const pass = backend.computePassEncoder;
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, bindGroup);
  pass.dispatchWorkgroups(...groups);
  backend.dispatchCountInPass++;
  if (backend.dispatchCountInPass >= tf.env().getNumber(batchFlag)) {
    backend.endComputePassEncoder();
    backend.submitQueue();
  }
}

/** The operand with numbers of the kind that it says: TensorFlow.js casts whole numbers to Float32 in name only. */
function asNamed(backend: WebgpuBackend, operand: Operand): Operand {
  if (!isTensor(operand) || operand.dtype !== "float32") return operand;
  const { dtype } = backend.tensorMap.get(operand.dataId);
  return dtype === "float32" ? operand : castToFloats(backend, { ...operand, dtype: "int32" });
}

/** A copy in Float32 of whole numbers. */
export function castToFloats(backend: WebgpuBackend, whole: tf.TensorInfo): tf.TensorInfo {
  const floats = backend.makeTensorInfo(whole.shape, "float32");
  const size = sizeOf(whole.shape);
  dispatch(backend, {
    key: "floats",
    outputs: { floats },
    inputs: { whole },
    uniforms: { size },
    groups: spread(Math.ceil(size / 64)),
    code: () => `
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group : vec3u, @builtin(num_workgroups) groups : vec3u, @builtin(local_invocation_index) lane : u32) {
  let at = ${groupNumber} * 64 + i32(lane);
  if (at < given.size) { floats[at] = f32(whole[at]); }
}`,
  });
  return floats;
}

function isTensor(operand: Operand): operand is tf.TensorInfo {
  return "dataId" in operand;
}

const typeOf = (operand: Operand) => (isTensor(operand) && operand.dtype !== "float32" ? "i32" : "f32");

function pipelineOf(
  backend: WebgpuBackend,
  { key, code, outputs, inputs, uniforms, hasSubgroups = false }: Program,
): GPUComputePipeline | Promise<GPUComputePipeline> {
  const types = Object.values(inputs).map(typeOf);
  const name = `lightbench ${hasSubgroups ? "by subgroups: " : ""}${key} ${Object.keys(outputs).join()} ${Object.keys(inputs).join()} ${types.join()}`;
  const { pipelineCache, device } = backend;
  const known = pipelineCache[name];
  if (known) return known;
  const description: GPUComputePipelineDescriptor = {
    label: name,
    // Not "auto": that would refuse an array which a program is given and does not need.
    layout: device.createPipelineLayout({ bindGroupLayouts: [layoutOf(backend, outputs, inputs, uniforms)] }),
    compute: {
      module: device.createShaderModule({
        label: name,
        code: `${hasSubgroups ? "enable subgroups;\n" : ""}${header(outputs, inputs, uniforms)}${code()}`,
      }),
      entryPoint: "main",
    },
  };
  const isAhead = tf.env().getBool(compileOnlyFlag);
  return (pipelineCache[name] = isAhead
    ? device.createComputePipelineAsync(description)
    : device.createComputePipeline(description));
}

function layoutOf(
  { device }: WebgpuBackend,
  outputs: Program["outputs"],
  inputs: Program["inputs"],
  uniforms: Uniforms,
): GPUBindGroupLayout {
  const types: GPUBufferBindingType[] = [
    ...Object.keys(outputs).map(() => "storage" as const),
    ...Object.keys(inputs).map(() => "read-only-storage" as const),
    ...(Object.keys(uniforms).length > 0 ? ["uniform" as const] : []),
  ];
  const visibility = GPUShaderStage.COMPUTE;
  return device.createBindGroupLayout({
    entries: types.map((type, binding) => ({ binding, visibility, buffer: { type } })),
  });
}

function header(outputs: Program["outputs"], inputs: Program["inputs"], uniforms: Uniforms): string {
  let binding = 0;
  const array =
    (access: string) =>
    ([name, operand]: [string, Operand]) =>
      `@group(0) @binding(${binding++}) var<storage, ${access}> ${name} : array<${typeOf(operand)}>;\n`;
  const arrays = [
    ...Object.entries(outputs).map(array("read_write")),
    ...Object.entries(inputs).map(array("read")),
  ].join("");
  const fields = Object.entries(uniforms).map(
    ([name, value]) => `${name} : ${typeof value === "number" ? "i32" : "f32"},`,
  );
  if (fields.length === 0) return arrays;
  return `${arrays}struct Given { ${fields.join(" ")} }\n@group(0) @binding(${binding}) var<uniform> given : Given;\n`;
}

function uniformBuffer(backend: WebgpuBackend, uniforms: Uniforms): GPUBuffer | null {
  const values = Object.values(uniforms);
  if (values.length === 0) return null;
  const bytes = new ArrayBuffer(16 * Math.ceil(values.length / 4));
  const [whole, floats] = [new Int32Array(bytes), new Float32Array(bytes)];
  values.forEach((value, i) => {
    if (typeof value === "number") whole[i] = value;
    else floats[i] = value.float;
  });
  const buffer = backend.bufferManager.acquireBuffer(
    bytes.byteLength,
    GPUBufferUsage.COPY_DST | GPUBufferUsage.UNIFORM,
  );
  backend.queue.writeBuffer(buffer, 0, bytes);
  backend.uniformPendingDisposal.push(buffer);
  return buffer;
}

/** `count` workgroups as a rectangle that no device refuses; a program skips those beyond the count. */
export function spread(count: number): [x: number, y: number] {
  const x = Math.min(count, mostGroups);
  return [x, Math.ceil(count / x)];
}

/** Number of the workgroup and of all of them in a program of `spread`. */
export const groupNumber = "i32(group.x + group.y * groups.x)";

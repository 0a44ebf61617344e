/** What was encoded for the queue during a step, and the encoding of all of it once more. */
import type { WebgpuBackend } from "../kernels/webgpu/backend";
import { buffersOf, type Clear, type Command, type Copy, type Encoded } from "./command";
import { spareCopies } from "./spare-copies";

/** What each group was made of. */
type Groups = WeakMap<GPUBindGroup, readonly GPUBindGroupEntry[]>;

export class Recording {
  #commands: readonly Encoded[] = [];

  /** How many programs are dispatched. */
  get programs(): number {
    return this.#commands.filter(({ kind }) => kind === "program").length;
  }

  /** All that is read, written or copied when it is played again. */
  get buffers(): ReadonlySet<GPUBuffer> {
    return new Set(this.#commands.flatMap(buffersOf));
  }

  /** Records all that is encoded while `run` runs; it is also done. What was encoded before is handed over first. */
  during(backend: WebgpuBackend, run: (take: (buffer: GPUBuffer) => void) => void): void {
    flush(backend);
    const commands: Command[] = [];
    const { device } = backend;
    const ensure = backend.ensureCommandEncoderReady;
    const createGroup = device.createBindGroup.bind(device);
    const groups: Groups = new WeakMap();
    device.createBindGroup = (descriptor) => {
      const group = createGroup(descriptor);
      groups.set(group, [...descriptor.entries]);
      return group;
    };
    backend.ensureCommandEncoderReady = () => {
      backend.commandEncoder ??= recordingEncoder(device.createCommandEncoder(), commands, groups);
    };
    try {
      run((buffer) => commands.push({ kind: "taking", buffer }));
      flush(backend);
    } finally {
      backend.ensureCommandEncoderReady = ensure;
      delete (device as Partial<GPUDevice>).createBindGroup; // what it has by itself comes to light again
    }
    this.#commands = spareCopies(device, commands).filter((command) => command.kind !== "taking");
  }

  /** Encodes everything once more and hands it over. */
  play(backend: WebgpuBackend): void {
    flush(backend);
    const encoder = backend.device.createCommandEncoder();
    let pass: GPUComputePassEncoder | null = null;
    let pipeline: GPUComputePipeline | null = null;
    for (const command of this.#commands) {
      if (command.kind !== "program") {
        pass?.end();
        pass = pipeline = null;
        move(encoder, command);
        continue;
      }
      pass ??= encoder.beginComputePass();
      if (command.pipeline !== pipeline) pass.setPipeline((pipeline = command.pipeline));
      pass.setBindGroup(0, command.group);
      pass.dispatchWorkgroups(command.x, command.y, command.z);
    }
    pass?.end();
    backend.queue.submit([encoder.finish()]);
  }
}

function move(encoder: GPUCommandEncoder, command: Copy | Clear): void {
  if (command.kind === "copy")
    encoder.copyBufferToBuffer(command.from, command.fromAt, command.to, command.toAt, command.size);
  else encoder.clearBuffer(command.buffer, command.at, command.size);
}

/** An encoder that remembers; only what the backend and our kernels call. */
function recordingEncoder(encoder: GPUCommandEncoder, commands: Command[], groups: Groups): GPUCommandEncoder {
  const keep = (command: Copy | Clear) => {
    commands.push(command);
    move(encoder, command);
  };
  const recorder = {
    beginComputePass: () => recordingPass(encoder.beginComputePass(), commands, groups),
    copyBufferToBuffer: (from: GPUBuffer, fromAt: number, to: GPUBuffer, toAt: number, size: number) =>
      keep({ kind: "copy", from, fromAt, to, toAt, size }),
    clearBuffer: (buffer: GPUBuffer, at?: number, size?: number) => keep({ kind: "clear", buffer, at, size }),
    finish: () => encoder.finish(),
  };
  return recorder as unknown as GPUCommandEncoder; // all of it that is used
}

function recordingPass(pass: GPUComputePassEncoder, commands: Command[], groups: Groups): GPUComputePassEncoder {
  let pipeline: GPUComputePipeline | null = null;
  let group: GPUBindGroup | null = null;
  const recorder = {
    setPipeline: (given: GPUComputePipeline) => pass.setPipeline((pipeline = given)),
    setBindGroup: (index: number, given: GPUBindGroup) => pass.setBindGroup(index, (group = given)),
    dispatchWorkgroups: (x: number, y = 1, z = 1) => {
      // Both were set before, as WebGPU demands, and the group was made while this was recorded.
      commands.push({ kind: "program", pipeline: pipeline!, group: group!, entries: groups.get(group!)!, x, y, z });
      pass.dispatchWorkgroups(x, y, z);
    },
    end: () => pass.end(),
  };
  return recorder as unknown as GPUComputePassEncoder; // all of it that is used
}

/** Hands over what was encoded so far. */
export function flush(backend: WebgpuBackend): void {
  if (!backend.commandEncoder) return;
  backend.endComputePassEncoder();
  backend.submitQueue();
}

/** What was encoded for the queue during a step, and the encoding of all of it once more. */
import type { WebgpuBackend } from "../kernels/webgpu/backend";

interface Program {
  readonly pipeline: GPUComputePipeline;
  readonly group: GPUBindGroup;
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** What is encoded between two passes. */
type Move = (encoder: GPUCommandEncoder) => void;

export class Recording {
  readonly #commands: (Program | Move)[] = [];

  /** How many programs are dispatched. */
  get programs(): number {
    return this.#commands.filter((command) => typeof command !== "function").length;
  }

  /** Records all that is encoded while `run` runs; it is also done. What was encoded before is handed over first. */
  during(backend: WebgpuBackend, run: () => void): void {
    flush(backend);
    const ensure = backend.ensureCommandEncoderReady;
    backend.ensureCommandEncoderReady = () => {
      backend.commandEncoder ??= this.#encoder(backend.device.createCommandEncoder());
    };
    try {
      run();
      flush(backend);
    } finally {
      backend.ensureCommandEncoderReady = ensure;
    }
  }

  /** Encodes everything once more and hands it over. */
  play(backend: WebgpuBackend): void {
    flush(backend);
    const encoder = backend.device.createCommandEncoder();
    let pass: GPUComputePassEncoder | null = null;
    let pipeline: GPUComputePipeline | null = null;
    for (const command of this.#commands) {
      if (typeof command === "function") {
        pass?.end();
        pass = pipeline = null;
        command(encoder);
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

  /** An encoder that remembers; only what the backend and our kernels call. */
  #encoder(encoder: GPUCommandEncoder): GPUCommandEncoder {
    const move = (command: Move) => {
      this.#commands.push(command);
      command(encoder);
    };
    const recorder = {
      beginComputePass: () => this.#pass(encoder.beginComputePass()),
      copyBufferToBuffer: (from: GPUBuffer, fromAt: number, to: GPUBuffer, toAt: number, size: number) =>
        move((into) => into.copyBufferToBuffer(from, fromAt, to, toAt, size)),
      clearBuffer: (buffer: GPUBuffer, from?: number, size?: number) =>
        move((into) => into.clearBuffer(buffer, from, size)),
      finish: () => encoder.finish(),
    };
    return recorder as unknown as GPUCommandEncoder; // all of it that is used
  }

  #pass(pass: GPUComputePassEncoder): GPUComputePassEncoder {
    let pipeline: GPUComputePipeline | null = null;
    let group: GPUBindGroup | null = null;
    const recorder = {
      setPipeline: (given: GPUComputePipeline) => pass.setPipeline((pipeline = given)),
      setBindGroup: (index: number, given: GPUBindGroup) => pass.setBindGroup(index, (group = given)),
      dispatchWorkgroups: (x: number, y = 1, z = 1) => {
        this.#commands.push({ pipeline: pipeline!, group: group!, x, y, z }); // set before, as WebGPU demands
        pass.dispatchWorkgroups(x, y, z);
      },
      end: () => pass.end(),
    };
    return recorder as unknown as GPUComputePassEncoder; // all of it that is used
  }
}

/** Hands over what was encoded so far. */
export function flush(backend: WebgpuBackend): void {
  if (!backend.commandEncoder) return;
  backend.endComputePassEncoder();
  backend.submitQueue();
}

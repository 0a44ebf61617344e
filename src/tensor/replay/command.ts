/** What a recording is made of. */

export interface Program {
  readonly kind: "program";
  readonly pipeline: GPUComputePipeline;
  readonly group: GPUBindGroup;
  /** What the group was made of. */
  readonly entries: readonly GPUBindGroupEntry[];
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** `size` bytes from one buffer to another. */
export interface Copy {
  readonly kind: "copy";
  readonly from: GPUBuffer;
  readonly fromAt: number;
  readonly to: GPUBuffer;
  readonly toAt: number;
  readonly size: number;
}

export interface Clear {
  readonly kind: "clear";
  readonly buffer: GPUBuffer;
  readonly at?: number;
  readonly size?: number;
}

/** From here on a buffer has another tensor; nothing is encoded for it. */
interface Taking {
  readonly kind: "taking";
  readonly buffer: GPUBuffer;
}

/** What is encoded. */
export type Encoded = Program | Copy | Clear;

export type Command = Encoded | Taking;

/** The buffers that a command reads, writes or copies. */
export function buffersOf(command: Encoded): readonly GPUBuffer[] {
  switch (command.kind) {
    case "program":
      return command.entries.flatMap(({ resource }) => bufferOf(resource) ?? []);
    case "copy":
      return [command.from, command.to];
    case "clear":
      return [command.buffer];
  }
}

export const bufferOf = (resource: GPUBindingResource): GPUBuffer | null =>
  "buffer" in resource ? resource.buffer : null;

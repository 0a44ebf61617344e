/**
 * What a step works out and then copies to its place is written there from the start: the gradients, which one program
 * wants side by side. The copies would take as long to encode as programs do, and part the passes.
 */
import { outputsOf } from "../kernels/webgpu/dispatch";
import { bufferOf, buffersOf, type Command, type Copy, type Program } from "./command";

/**
 * The commands without those copies of a whole buffer that can be spared: programs do nothing with it but write, from when
 * it is taken to when it is taken again, and nothing else touches the place where it goes in the meantime.
 */
export function spareCopies(device: GPUDevice, commands: readonly Command[]): Command[] {
  const changed: (Command | null)[] = [...commands];
  commands.forEach((copy, at) => {
    if (copy.kind !== "copy") return;
    const writers = canBind(device, copy) ? writersOf(commands, copy, at) : null;
    if (!writers) return;
    for (const index of writers) changed[index] = redirected(device, changed[index] as Program, copy); // all of them are
    changed[at] = null;
  });
  return changed.filter((command) => command !== null);
}

/** Whether programs can be given the place that is copied to. */
const canBind = ({ limits }: GPUDevice, { to, toAt }: Copy): boolean =>
  (to.usage & GPUBufferUsage.STORAGE) !== 0 && toAt % limits.minStorageBufferOffsetAlignment === 0;

/** Places of the programs that write what is copied at `at`; null where the copy is needed. */
function writersOf(commands: readonly Command[], copy: Copy, at: number): readonly number[] | null {
  const { from, fromAt, to, size } = copy;
  if (fromAt !== 0 || size !== from.size) return null;
  const isTaken = (command: Command) => command.kind === "taking" && command.buffer === from;
  const begin = commands.findLastIndex((command, i) => i < at && isTaken(command));
  const end = commands.findIndex((command, i) => i > at && isTaken(command));
  if (begin < 0 || commands.slice(at + 1, end < 0 ? undefined : end).some((command) => uses(command, from)))
    return null;
  const writers: number[] = [];
  for (let i = begin + 1; i < at; i++) {
    const command = commands[i]!; // before `at`
    if (uses(command, from)) {
      if (!isWrittenOnly(command, from) || uses(command, to)) return null;
      writers.push(i);
    } else if (uses(command, to) && !isBeside(command, copy)) return null;
  }
  return writers.length === 0 ? null : writers;
}

const uses = (command: Command, buffer: GPUBuffer): boolean =>
  command.kind !== "taking" && buffersOf(command).includes(buffer);

/** Whether a program has the whole buffer among its outputs and nowhere else. */
const isWrittenOnly = (command: Command, buffer: GPUBuffer): boolean =>
  command.kind === "program" &&
  command.entries.every(
    ({ binding, resource }) => bufferOf(resource) !== buffer || binding < outputsOf(command.pipeline),
  );

/** Whether the command copies into the same buffer, but elsewhere. */
const isBeside = (command: Command, { to, toAt, size }: Copy): boolean =>
  command.kind === "copy" &&
  command.from !== to &&
  (command.toAt + command.size <= toAt || toAt + size <= command.toAt);

/** The program writing straight to where `copy` takes what it writes. */
function redirected(device: GPUDevice, program: Program, { from, to, toAt, size }: Copy): Program {
  const place = { buffer: to, offset: toAt, size };
  const entries = program.entries.map((entry) =>
    bufferOf(entry.resource) === from ? { ...entry, resource: place } : entry,
  );
  const layout = program.pipeline.getBindGroupLayout(0);
  return { ...program, entries, group: device.createBindGroup({ layout, entries }) };
}

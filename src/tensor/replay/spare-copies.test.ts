import { describe, expect, test, vi } from "vitest";
import type { Command, Copy, Program } from "./command";
import { spareCopies } from "./spare-copies";

// Node has none of its own.
vi.stubGlobal("GPUBufferUsage", { STORAGE: 128 });

const buffer = (size = 8, usage = 128) => ({ size, usage }) as GPUBuffer; // all that is asked for
const device = {
  limits: { minStorageBufferOffsetAlignment: 256 },
  createBindGroup: ({ entries }) => entries as unknown, // a group is what it is made of
} as GPUDevice;
const pipeline = { getBindGroupLayout: () => ({}) } as unknown as GPUComputePipeline; // of a program that writes its first binding

/** A program that writes its first buffer and reads the others. */
const program = (...buffers: readonly GPUBuffer[]): Program => {
  const entries = buffers.map((one, binding) => ({ binding, resource: { buffer: one } }));
  return { kind: "program", pipeline, group: entries as unknown as GPUBindGroup, entries, x: 1, y: 1, z: 1 };
};
const taking = (one: GPUBuffer): Command => ({ kind: "taking", buffer: one });
const copy = (from: GPUBuffer, to: GPUBuffer, toAt = 0, size = from.size): Copy => ({
  kind: "copy",
  ...{ from, fromAt: 0, to, toAt, size },
});

const [a, b, other, target] = [buffer(), buffer(), buffer(), buffer(1024)];

describe("a copy is spared", () => {
  test("where programs only write what it takes, and each of them writes to its place", () => {
    const commands = [taking(a), program(a, other), program(a, b), copy(a, target, 256), program(other, target)];
    const [first, second, third, ...rest] = spareCopies(device, commands).filter(({ kind }) => kind === "program");
    const place = { buffer: target, offset: 256, size: 8 };
    expect(first).toMatchObject({ group: [{ resource: place }, { resource: { buffer: other } }] });
    expect(second).toMatchObject({ group: [{ resource: place }, { resource: { buffer: b } }] });
    expect(third).toBe(commands[4]);
    expect(rest).toEqual([]);
  });

  test("with others into the same buffer, of a buffer that is taken twice", () => {
    const writing = [taking(a), program(a, other), copy(a, target), taking(a), program(a, other), copy(a, target, 512)];
    const programs = spareCopies(device, writing).filter(({ kind }) => kind !== "taking");
    expect(programs).toMatchObject([
      { entries: [{ resource: { buffer: target, offset: 0 } }, {}] },
      { entries: [{ resource: { buffer: target, offset: 512 } }, {}] },
    ]);
  });

  test("where its buffer was read for what it held before, or is when it has been taken again", () => {
    const commands = [taking(a), program(b, a), taking(a), program(a), copy(a, target), taking(a), program(b, a)];
    expect(spareCopies(device, commands)).not.toContainEqual(expect.objectContaining({ kind: "copy" }));
  });
});

describe("a copy stays", () => {
  const writes = program(a, other);
  test.each<[string, readonly Command[]]>([
    ["of a buffer that was there before", [writes, copy(a, target)]],
    ["of a buffer that nothing writes", [taking(a), copy(a, target)]],
    ["to where no program can write", [taking(a), writes, copy(a, target, 128)]],
    ["to a buffer that no program can have", [taking(a), writes, copy(a, buffer(8, 0))]],
    ["of a part of a buffer", [taking(a), writes, copy(a, target, 0, 4)]],
    ["of what a program reads before", [taking(a), writes, program(b, a), copy(a, target)]],
    ["of what a program reads after", [taking(a), writes, copy(a, target), program(b, a)]],
    ["of what is copied into", [taking(a), copy(b, a), writes, copy(a, target)]],
    ["of what is cleared", [taking(a), { kind: "clear", buffer: a }, writes, copy(a, target)]],
    ["of what goes to two places", [taking(a), writes, copy(a, target), copy(a, other)]],
    ["where its target is read by whoever writes", [taking(a), program(a, target), copy(a, target)]],
    ["where its target is read in the meantime", [taking(a), writes, program(b, target), copy(a, target)]],
    ["where its target is written in the meantime", [taking(a), writes, program(target), copy(a, target)]],
    ["where its target is cleared", [taking(a), writes, { kind: "clear", buffer: target }, copy(a, target)]],
    ["where another copy goes to the same place", [taking(a), writes, copy(b, target, 4), copy(a, target)]],
    ["where its target is copied", [taking(a), writes, copy(target, b, 0, 8), copy(a, target)]],
  ])("%s", (_, commands) => expect(spareCopies(device, commands)).toEqual(commands));
});

/** Steps of one operation: what is recorded of them, what is not, and what becomes of their buffers. */
import { beforeAll, describe, expect, test } from "vitest";
import { setNumbers } from "../in-place";
import { startDawn } from "../kernels/webgpu/dawn.fixture";
import { tf } from "../tf";
import { createReplay } from "./replay";

const problem = await startDawn();
beforeAll(async () => {
  if (!problem) await tf.setBackend("webgpu");
});

describe.skipIf(problem !== null)(problem ?? "on the software adapter", () => {
  test("what is too large is not recorded, and runs all the same", async () => {
    const sum = tf.variable(tf.zeros([100]), false);
    const replay = createReplay([sum], 300);
    const add = () => tf.tidy(() => sum.assign(tf.add(sum, tf.ones([100]))));
    for (let i = 0; i < 5; i++) replay.run(1, add);
    expect(replay.facts).toEqual({ programs: 0, bytes: 0, isOverBudget: true });
    expect((await sum.data())[99]).toBe(5);
    // What fits is replayed all the same.
    for (let i = 0; i < 3; i++) replay.run(2, () => {});
    expect(replay.facts.isOverBudget).toBe(true);
    for (const owner of [replay, sum]) owner.dispose();
  });

  test("what is written straight to its place has no other room", async () => {
    const [start, end] = [tf.variable(tf.ones([1000]), false), tf.variable(tf.zeros([1000]), false)];
    const replay = createReplay([start, end]);
    const step = () => tf.tidy(() => end.assign(tf.square(start)));
    for (const value of [2, 3, 4]) {
      setNumbers(start, new Float32Array(1000).fill(value));
      replay.run(1, step);
    }
    expect((await end.data())[999]).toBe(16);
    expect(replay.facts.programs).toBe(1);
    // Its uniforms are left.
    expect(replay.facts.bytes).toBeLessThan(100);
    for (const owner of [replay, start, end]) owner.dispose();
  });

  test("a step that throws while it is recorded leaves the device as it was", async () => {
    const sum = tf.variable(tf.zeros([2]), false);
    const replay = createReplay([sum]);
    const add = () => tf.tidy(() => sum.assign(tf.add(sum, tf.ones([2]))));
    replay.run(1, add);
    const fails = () => {
      throw new Error("no");
    };
    expect(() => replay.run(1, fails)).toThrow("no");
    for (let i = 0; i < 3; i++) replay.run(1, add);
    expect(replay.facts.programs).toBe(1);
    expect([...(await sum.data())]).toEqual([4, 4]);
    for (const owner of [replay, sum]) owner.dispose();
  });

  test("a recording is not played once what it reads is gone", () => {
    const [sum, other] = [tf.variable(tf.zeros([2]), false), tf.variable(tf.ones([2]), false)];
    const replay = createReplay([sum, other]);
    const add = () => tf.tidy(() => sum.assign(tf.add(sum, other)));
    for (let i = 0; i < 3; i++) replay.run(1, add);
    other.dispose();
    expect(() => replay.run(1, add)).toThrow("disposed");
    for (const owner of [replay, sum]) owner.dispose();
  });
});

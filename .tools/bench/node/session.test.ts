import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findAdapter, startInNode } from "./session";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "lightbench-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A process that does this with the first call. */
function runtimeOf(name: string, onCall: string) {
  const program = join(folder, `${name}.mjs`);
  writeFileSync(program, `process.on("message", (call) => { ${onCall} });`);
  return { program, library: "dawn.node", env: { ...process.env, DRIVER: "it" } };
}

const place = { device: "null", kernels: "ours", isReplayed: true } as const;
const patience = { lossSteps: 1, lossMs: 0, warmUpMs: 0 };

test("a process that falls over is a reason, not the end", async () => {
  const session = startInNode(runtimeOf("crash", "process.kill(process.pid, 'SIGSEGV')"), place);
  await expect(session.open("mlp-64-64", patience)).rejects.toThrow("the process ended (SIGSEGV)");
  await expect(session.measure(1)).rejects.toThrow("the process ended (SIGSEGV)");
  await session.close();
  expect(await findAdapter(runtimeOf("exit", "process.exit(3)"))).toBeNull();
});

test("what is said comes back, numbers that are none included, out of an environment of its own", async () => {
  const answer = "process.send({ ok: true, value: [call.where, process.env.DRIVER, NaN] })";
  const session = startInNode(runtimeOf("echo", answer), place);
  expect(await session.open("mlp-64-64", patience)).toEqual([{ library: "dawn.node", ...place }, "it", NaN]);
  await session.close();
});

test("what the process cannot do it says", async () => {
  const session = startInNode(runtimeOf("refuse", "process.send({ ok: false, problem: 'no adapter' })"), place);
  await expect(session.open("mlp-64-64", patience)).rejects.toThrow("no adapter");
  await session.close();
});

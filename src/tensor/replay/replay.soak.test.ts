/** Every family over fifty steps, replayed and not: the same losses to the last bit. The software adapter takes minutes. */
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { autoencoders, networkLosses, pictureCases } from "../../models/parity-networks.fixture";
import { sequenceCases } from "../../models/parity-sequences.fixture";
import { familyCases, familyLosses } from "../../models/parity.fixture";
import { startDawn } from "../kernels/webgpu/dawn.fixture";
import { registerWebgpuKernels } from "../kernels/webgpu/register";
import { tf } from "../tf";
import { replayFlag } from "./replay";

const stepCount = 50;
const only = process.env["CASE"];
const named = <Case extends { readonly name: string }>(cases: readonly Case[]) =>
  cases.filter(({ name }) => !only || name.includes(only));

const problem = await startDawn();

describe.skipIf(problem !== null)(problem ?? "replayed and not", () => {
  beforeAll(async () => {
    registerWebgpuKernels();
    expect(await tf.setBackend("webgpu")).toBe(true);
  });
  afterEach(() => tf.env().set(replayFlag, true));

  async function hold(losses: () => Promise<readonly number[]>): Promise<void> {
    const found: (readonly number[])[] = [];
    for (const isOn of [false, true]) {
      tf.env().set(replayFlag, isOn);
      found.push(await losses());
    }
    expect(found[0]).toHaveLength(stepCount);
    expect(new Set(found[0]).size).toBeGreaterThan(1);
    expect(found[1]).toEqual(found[0]);
  }

  test.each(named(familyCases))("$name", (familyCase) => hold(() => familyLosses(familyCase, stepCount)));

  test.each(named([...pictureCases, ...autoencoders, ...sequenceCases]))("$name", (networkCase) =>
    hold(() => networkLosses(networkCase, "adam", stepCount)),
  );
});

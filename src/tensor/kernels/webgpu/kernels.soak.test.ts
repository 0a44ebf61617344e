/** Every WebGPU kernel against the whole table, on the software adapter of the browser. */
import { describe, test } from "vitest";
import { registerWasmBackend } from "../wasm/register";
import { startDawn } from "./dawn.fixture";
import { holdTable } from "./hold-table.fixture";

const only = process.env["KERNEL"]?.split(",");

const problem = await startDawn();

if (problem) test.skip(`is left out: ${problem}`);
else
  describe("the kernels", () => {
    registerWasmBackend({});
    holdTable("wasm", (cases) => cases.filter(({ kernel }) => !only || only.includes(kernel)));
  });

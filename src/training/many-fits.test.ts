/** A cut of the soak test of the same name. */
import { test } from "vitest";
import { expectFlat, fitMany } from "./many-fits.fixture";

test("memory is flat after the first ten of thirty fits", async () => {
  // Measured: 0.1 MB, of which the compiler has most.
  expectFlat(await fitMany(30), 1.5e6);
});

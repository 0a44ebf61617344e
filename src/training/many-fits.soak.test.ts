import { test } from "vitest";
import { expectFlat, fitMany } from "./many-fits.fixture";

test("memory is flat after the first ten of two hundred fits of different shapes", async () => {
  // Measured: 0.4 to 1 MB, and no more after nine hundred fits: code that is compiled by and by.
  expectFlat(await fitMany(200), 2e6);
});

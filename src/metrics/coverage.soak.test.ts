import { it } from "vitest";
import { binormalCoverage, binormalTruth, errorCoverage, groupedCoverage } from "./coverage-simulation";
it("x", () => {
  console.log(binormalTruth);
  for (const n of [30, 60, 150]) {
    let t = performance.now();
    console.log(n, JSON.stringify(binormalCoverage(n, 1000, 1)), performance.now() - t);
    t = performance.now();
    console.log(n, JSON.stringify(errorCoverage(n, 1000, 1)), performance.now() - t);
  }
  for (const g of [8, 20, 50]) console.log(g, JSON.stringify(groupedCoverage(g, 8, 600, 1)));
});

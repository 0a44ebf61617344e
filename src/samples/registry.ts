/** The built-in scenarios, one line each. */
import type { SampleSpec } from "../core/sample-spec";
import { bloodPanel } from "./blood-panel";
import { cityTraffic } from "./city-traffic";
import { energyBill } from "./energy-bill";

export const sampleSpecs: readonly SampleSpec[] = [
  bloodPanel, //
  cityTraffic,
  energyBill,
];

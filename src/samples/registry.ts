/** The built-in scenarios, one line each. */
import type { SampleSpec } from "../core/sample-spec";
import { bloodPanel } from "./blood-panel";
import { chestFilms } from "./chest-films";
import { cityTraffic } from "./city-traffic";
import { energyBill } from "./energy-bill";
import { handDigits } from "./hand-digits";
import { nurseryRhymes } from "./nursery-rhymes";
import { streetTiles } from "./street-tiles";

export const sampleSpecs: readonly SampleSpec[] = [
  bloodPanel, //
  cityTraffic,
  energyBill,
  chestFilms,
  streetTiles,
  handDigits,
  nurseryRhymes,
];

/** The built-in scenarios, one line each. */
import type { SampleSpec } from "../core/sample-spec";
import { airQuality } from "./air-quality";
import { bloodPanel } from "./blood-panel";
import { chestFilms } from "./chest-films";
import { chineseRhymes } from "./chinese-rhymes";
import { cityTraffic } from "./city-traffic";
import { dateFormats } from "./date-formats";
import { emergencyCalls } from "./emergency-calls";
import { energyBill } from "./energy-bill";
import { handDigits } from "./hand-digits";
import { numberWords } from "./number-words";
import { nurseryRhymes } from "./nursery-rhymes";
import { patientMonitors } from "./patient-monitors";
import { powerDemand } from "./power-demand";
import { pumpFaults } from "./pump-faults";
import { sortedLetters } from "./sorted-letters";
import { streetTiles } from "./street-tiles";
import { wardNotes } from "./ward-notes";
import { waterTower } from "./water-tower";

export const sampleSpecs: readonly SampleSpec[] = [
  bloodPanel, //
  cityTraffic,
  energyBill,
  chestFilms,
  patientMonitors,
  wardNotes,
  airQuality,
  powerDemand,
  emergencyCalls,
  pumpFaults,
  waterTower,
  streetTiles,
  handDigits,
  nurseryRhymes,
  chineseRhymes,
  dateFormats,
  numberWords,
  sortedLetters,
];

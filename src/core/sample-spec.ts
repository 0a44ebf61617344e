import type { Column } from "./column";
import type { JsonObject } from "./json";
import type { Picture } from "./picture";
import type { Random } from "./random";
import type { SplitRequest } from "./split";
import type { Task } from "./task";
import type { TrainingSettings } from "./training";
import type { Wording } from "./wording";

/** What a built-in scenario is about, and how to fit it by default: plain data. */
export interface SampleInfo {
  readonly id: string;
  readonly title: Wording;
  readonly question: Wording;
  /** Two to four plain sentences; says that the data are synthetic. */
  readonly lesson: Wording;
  readonly room: "clinic" | "city" | "class";
  readonly rowCount: number;
  /** Seconds until its model is fitted, roughly. */
  readonly secondsHere: number;
  readonly task: Task;
  /** A family's id, or "family/preset". */
  readonly model: string;
  readonly split?: SplitRequest;
  readonly hyperparameters?: JsonObject;
  readonly training?: Partial<TrainingSettings>;
}

/** A scenario with its generator: the same random stream gives the same table. */
export interface SampleSpec extends SampleInfo {
  generate(random: Random): SampleTable;
  /** The pictures that `generate` would make, row by row, each drawn when it is taken: a card needs only the first. */
  readonly preview?: (random: Random) => Iterable<Picture>;
}

export interface SampleTable {
  readonly name: string;
  readonly columns: readonly Column[];
}

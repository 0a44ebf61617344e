/** Warnings about a reading: the first thousand are kept, all are counted. */
import type { DatasetWarning } from "../core/dataset";
import type { Wording } from "../core/wording";

export const warningLimit = 1_000;

export interface Place {
  readonly file: string;
  /** 1-based; left out where the whole file is meant. */
  readonly line?: number;
}

export interface WarningLog {
  /** The sentence is only made where it is kept. */
  add(place: Place, sentence: () => Wording): void;
  readonly warnings: readonly DatasetWarning[];
  readonly count: number;
}

export function createWarningLog(): WarningLog {
  const warnings: DatasetWarning[] = [];
  let count = 0;
  return {
    add(place, sentence) {
      count++;
      if (warnings.length >= warningLimit) return;
      const wording = sentence();
      warnings.push({ ...place, message: wording.en, wording });
    },
    warnings,
    get count() {
      return count;
    },
  };
}

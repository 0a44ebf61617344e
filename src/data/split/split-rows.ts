/** Deals the usable rows of a data set out to train, validation and test. The same input and seed give the same split. */
import type { Dataset } from "../../core/dataset";
import { fail } from "../../core/failure";
import { findColumn } from "../../core/find-column";
import { groupCodes } from "../../core/group-codes";
import { createRandom } from "../../core/random";
import { subsets, type Split, type SplitRequest, type Subset } from "../../core/split";
import { defaultFractions, type Deal, type Fractions } from "./deal";
import { dealByClass, dealByChance } from "./deal-rows";
import { dealGroups } from "./deal-groups";
import { dealByTime } from "./deal-by-time";
import { findObviousGroups } from "./obvious-groups";
import { readGiven } from "./read-given";

export interface SplitInput {
  readonly dataset: Dataset;
  readonly request: SplitRequest;
  /** Rows that may be used, each once: those whose outcome is known. */
  readonly rows: Uint32Array<ArrayBuffer>;
  /** Class codes aligned with `rows`; null for regression. */
  readonly targetCodes: Int32Array<ArrayBuffer> | null;
  readonly seed: number;
  /** Names of the columns that hold the outcome, whose values are no groups to keep together. */
  readonly answers?: readonly string[];
}

const mostHeldOut = 0.95;

/**
 * random: by chance. stratified: by chance within each class, or within each value of `by`.
 * group: whole groups of `by`, so that sizes and classes come near the fractions. time: in the order of `by`, the earliest to train, rows of one time together.
 * given: as `by` says; where a column obviously names patients or such, what is carved out of it are whole ones. Fractions are of the usable rows, 0.2 each where left out; a given split is carved only by fractions that were asked for.
 * Throws `prepare/split-fractions`, `prepare/split-by-missing`, `prepare/split-column`, `prepare/split-order`, `prepare/too-few-groups`, `prepare/too-few-rows`, `data/unknown-column`.
 */
export function splitRows(input: SplitInput): Split {
  const fractions = readFractions(input.request);
  const deal = dealRows(input, fractions);
  const split = gather(input.rows, deal);
  for (const subset of subsets) {
    const isWanted = subset === "train" || (input.request.kind !== "given" && fractions[subset] > 0);
    if (isWanted && split[subset].length === 0) throw fail("prepare/too-few-rows", { subset, rows: 0 });
  }
  return split;
}

function dealRows(input: SplitInput, fractions: Fractions): Deal {
  const { dataset, request, rows, targetCodes } = input;
  const random = createRandom(input.seed).fork("split");
  const by = () => {
    if (request.by === undefined) throw fail("prepare/split-by-missing", { kind: request.kind });
    return findColumn(dataset.columns, request.by);
  };
  switch (request.kind) {
    case "random":
      return dealByChance(rows.length, fractions, random);
    case "stratified": {
      const codes = request.by === undefined && targetCodes ? targetCodes : groupCodes(by(), rows).codes;
      return dealByClass(codes, fractions, random);
    }
    case "group":
      return dealGroups(by(), rows, targetCodes, fractions, random);
    case "time":
      return dealByTime(by(), rows, fractions);
    case "given":
      return readGiven(by(), rows, targetCodes, request, random, groupsOf(input));
  }
}

function groupsOf({ dataset, request, rows, answers = [] }: SplitInput) {
  return findObviousGroups(dataset.columns, rows, [request.by, ...answers]);
}

function readFractions(request: SplitRequest): Fractions {
  const { validation, test } = { ...defaultFractions, ...definedFractions(request) };
  if (validation >= 0 && test >= 0 && validation + test < mostHeldOut) return { validation, test };
  throw fail("prepare/split-fractions", { validation, test });
}

function definedFractions({ validation, test }: SplitRequest): Partial<Fractions> {
  return { ...(validation === undefined ? {} : { validation }), ...(test === undefined ? {} : { test }) };
}

function gather(rows: Uint32Array<ArrayBuffer>, deal: Deal): Split {
  const of = (subset: Subset) => {
    const taken = new Uint32Array(rows.length);
    let count = 0;
    for (let place = 0; place < rows.length; place++) if (deal[place] === subset) taken[count++] = rows[place]!; // place < length
    return sorted(taken.slice(0, count));
  };
  return { train: of("train"), validation: of("validation"), test: of("test") };
}

/** In place, and at once where they are in order already, as nearly always. */
function sorted(rows: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  for (let i = 1; i < rows.length; i++) if (rows[i]! < rows[i - 1]!) return rows.sort(); // i < length
  return rows;
}

/** A fitted weighted sum per output, in Float64 on the processor: what linear and logistic regression come to, however fitted. */
import type { Block } from "../core/block";
import { createBlock } from "../core/block";
import { breathe } from "../core/breathe";
import { interceptName, type Coefficient } from "../core/coefficient";
import type { FittedModel, SavedModel } from "../core/estimator";
import type { JsonObject } from "../core/json";
import type { NetworkHead } from "./network-head";
import { outputCountOf, predictionsOf } from "./network-head";

export interface AffineParts {
  readonly family: string;
  readonly head: NetworkHead;
  /** How it was fitted in the end: what was asked for may have been too large. */
  readonly solver: "exact" | "gradient";
  readonly features: readonly string[];
  readonly categories: readonly string[];
  /** [output][feature] */
  readonly weights: readonly Float64Array[];
  /** [output] */
  readonly intercepts: Float64Array;
  /** [output][feature, then intercept]; null where they are not defined. */
  readonly standardErrors: readonly Float64Array[] | null;
}

/** Numbers multiplied between two breaths. */
const breathNumbers = 2 ** 22;

export function createAffineModel(parts: AffineParts): FittedModel {
  const { family, head, solver, features, categories, weights, intercepts, standardErrors } = parts;
  return {
    coefficients: coefficientsOf(parts),
    async predict(inputs) {
      return predictionsOf(head, await outputsOf(inputs, weights, intercepts), inputs);
    },
    save(): Promise<SavedModel> {
      const header = { head, solver, features, categories } as unknown as JsonObject; // all plain data
      const shape = [weights.length, features.length];
      const blocks: Record<string, Block> = {
        weights: createBlock(joined(weights), shape),
        intercepts: createBlock(intercepts.slice(), [intercepts.length]),
      };
      if (standardErrors) {
        blocks["standardErrors"] = createBlock(joined(standardErrors), [weights.length, features.length + 1]);
      }
      return Promise.resolve({ family, header, blocks });
    },
    dispose() {},
  };
}

export function restoreAffineModel({ family, header, blocks }: SavedModel): FittedModel {
  const { head, solver, features, categories } = header as unknown as AffineParts; // written by save()
  const rows = (block: Block | undefined) => {
    const [outputCount = 0, width = 0] = block?.shape ?? [];
    const data = Float64Array.from(block?.data ?? []);
    return Array.from({ length: outputCount }, (_, output) => data.slice(output * width, (output + 1) * width));
  };
  return createAffineModel({
    ...{ family, head, solver, features, categories },
    weights: rows(blocks["weights"]),
    intercepts: Float64Array.from(blocks["intercepts"]?.data ?? new Float64Array(outputCountOf(head))),
    standardErrors: blocks["standardErrors"] ? rows(blocks["standardErrors"]) : null,
  });
}

async function outputsOf(inputs: Block, weights: readonly Float64Array[], intercepts: Float64Array): Promise<Block> {
  const [rowCount = 0, width = 0] = inputs.shape;
  const outputs = new Float64Array(rowCount * weights.length);
  const rowsPerBreath = Math.max(1, Math.floor(breathNumbers / Math.max(1, width * weights.length)));
  for (let row = 0; row < rowCount; row++) {
    if (row % rowsPerBreath === rowsPerBreath - 1) await breathe();
    weights.forEach((weight, output) => {
      let sum = intercepts[output]!; // one for each output
      for (let j = 0; j < width; j++) sum += weight[j]! * inputs.data[row * width + j]!; // within the block
      outputs[row * weights.length + output] = sum;
    });
  }
  return createBlock(outputs, [rowCount, weights.length]);
}

function coefficientsOf({
  head,
  features,
  categories,
  weights,
  intercepts,
  standardErrors,
}: AffineParts): Coefficient[] {
  return weights.flatMap((weight, output) => {
    const category = head.kind === "classes" ? (categories[output] ?? null) : stepAhead(head, output);
    const errors = standardErrors?.[output];
    return [...features, interceptName].map((feature, j) => ({
      feature,
      category,
      value: j < features.length ? weight[j]! : intercepts[output]!, // one for each feature and output
      standardError: errors?.[j] ?? null,
    }));
  });
}

/** "+1", "+2" … of several values to come. */
function stepAhead(head: NetworkHead, output: number): string | null {
  return head.kind === "number" && (head.width ?? 1) > 1 ? `+${output + 1}` : null;
}

function joined(rows: readonly Float64Array[]): Float64Array<ArrayBuffer> {
  const width = rows[0]?.length ?? 0;
  const all = new Float64Array(rows.length * width);
  rows.forEach((row, i) => all.set(row, i * width));
  return all;
}

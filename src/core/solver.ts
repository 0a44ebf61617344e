/** How families of weighted sums are solved: at once, or by gradient descent. */
import type { Field } from "./field";
import type { ModelSpec } from "./model-spec";
import type { Wording } from "./wording";

/** `help` says from which size on gradient descent takes over. */
export function solverField(help: Wording): Field {
  return {
    id: "solver",
    type: "choice",
    default: "exact",
    label: { en: "Solver", zh: "求解方式" },
    help,
    options: [
      { value: "exact", label: { en: "Exact", zh: "精确" } },
      { value: "gradient", label: { en: "Gradient descent, live", zh: "梯度下降（实时）" } },
    ],
  };
}

/** Only gradient descent has settings of training. */
export const solverTraining: Pick<ModelSpec, "training" | "usesTraining"> = {
  training: { epochs: 200, learningRate: 0.01 },
  usesTraining: ({ solver }) => solver === "gradient",
};

import { acceptTable } from "../../core/accept-table";
import type { ModelSpec } from "../../core/model-spec";
import { solverField, solverTraining } from "../../core/solver";
import type { TaskKind } from "../../core/task";

const tasks: readonly TaskKind[] = ["classification"];

export const logistic: ModelSpec = {
  id: "logistic",
  label: { en: "Logistic regression", zh: "逻辑回归" },
  summary: {
    en: "A weighted sum of the columns, bent into the probability of each class.",
    zh: "各列的加权和，再转换成每个类别的概率。",
  },
  tasks,
  fields: [
    solverField({
      en: "Exact finds the optimum itself; above 50 million numbers (rows × columns × classes) gradient descent takes over.",
      zh: "“精确”直接求得最优解；超过 5000 万个数（行 × 列 × 类别）时改用梯度下降。",
    }),
    {
      id: "c",
      type: "number",
      default: 1,
      min: 1e-9,
      max: 1e9,
      scale: "log",
      isAdvanced: true,
      label: { en: "C", zh: "C" },
      help: {
        en: "Freedom of the weights: the smaller, the more they are pulled towards zero.",
        zh: "权重的自由度：越小，权重越被拉向零。",
      },
    },
  ],
  presets: [],
  ...solverTraining,
  accepts: (task, features) => acceptTable(tasks, task, features),
};

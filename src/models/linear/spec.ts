import { acceptTable } from "../../core/accept-table";
import type { ModelSpec } from "../../core/model-spec";
import { solverField, solverTraining } from "../../core/solver";
import type { TaskKind } from "../../core/task";
import { refused } from "../../core/verdict";

const tasks: readonly TaskKind[] = ["regression", "forecasting"];

export const linear: ModelSpec = {
  id: "linear",
  label: { en: "Linear regression", zh: "线性回归" },
  summary: {
    en: "A weighted sum of the columns, with weights that make the squared errors smallest.",
    zh: "各列的加权和，权重使误差平方和最小。",
  },
  tasks,
  fields: [
    solverField({
      en: "Exact solves the equations at once; above 12 billion operations gradient descent takes over.",
      zh: "“精确”直接解方程；超过 120 亿次运算时改用梯度下降。",
    }),
    {
      id: "l2",
      type: "number",
      default: 0,
      min: 0,
      max: 1e9,
      isAdvanced: true,
      label: { en: "Ridge penalty", zh: "岭惩罚" },
      help: {
        en: "Times the sum of squared weights, added to the sum of squared errors; 0 is plain least squares.",
        zh: "乘以权重平方和后加到误差平方和上；0 为普通最小二乘。",
      },
    },
  ],
  presets: [],
  ...solverTraining,
  accepts: (task, features) =>
    task.kind === "forecasting" && task.quantiles
      ? refused({
          en: "it says one value for each step, no quantiles: a network does",
          zh: "它每步只给出一个值，不给出分位数；神经网络可以",
        })
      : acceptTable(tasks, task, features),
};

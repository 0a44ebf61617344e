/** What the families of recurrent networks have in common: they differ in their cells, and in the rates at which these learn. */
import type { Field } from "./field";
import type { ModelSpec } from "./model-spec";
import { dropoutField } from "./dropout-field";
import { decayField } from "./network-fields";
import {
  changeField,
  embeddingField,
  poolingField,
  sequenceTraining,
  seriesDefaults,
  vectorFields,
} from "./sequence-fields";
import { acceptWriting, writingTasks } from "./writing";

interface Rates {
  /** Reading texts. */
  readonly texts: number;
  readonly writing: number;
  /** Windows of series. */
  readonly series: number;
}

const fields: readonly Field[] = [
  {
    id: "units",
    type: "integers",
    default: [64],
    min: 1,
    max: 1024,
    maxLength: 4,
    label: { en: "Units", zh: "单元数" },
    help: {
      en: "Numbers that are remembered from step to step; more than one entry stacks layers, from the input on.",
      zh: "逐步传递的记忆所含数字的个数；填写多个则从输入端起堆叠多层。",
    },
  },
  embeddingField(64),
  {
    id: "bidirectional",
    type: "switch",
    default: true,
    label: { en: "Both directions", zh: "双向" },
    help: {
      en: "A second layer reads from the end, so that each step knows what comes before and behind it.",
      zh: "另有一层从末尾读起，使每一步都了解前后内容。",
    },
  },
  dropoutField(0.3, {
    en: "Share of the numbers of a step left out at random, the same at all steps of a sequence.",
    zh: "随机停用的每步输入比例，同一序列的各步相同。",
  }),
  {
    id: "recurrentDropout",
    type: "number",
    default: 0,
    min: 0,
    max: 0.9,
    isAdvanced: true,
    label: { en: "Recurrent dropout", zh: "循环丢弃率" },
    help: {
      en: "Share of what is remembered left out at random on its way from step to step.",
      zh: "记忆在各步之间传递时随机停用的比例。",
    },
  },
  poolingField("mean"),
  changeField,
  decayField,
  ...vectorFields,
];

export function recurrentFamily(rates: Rates): Omit<ModelSpec, "id" | "label" | "summary" | "presets"> {
  return {
    tasks: writingTasks,
    fields,
    training: sequenceTraining(rates.texts),
    forTask: {
      // To write, one layer that remembers much, and small batches of long windows.
      generation: {
        hyperparameters: { embedding: 64, units: [192], bidirectional: false, dropout: 0.1 },
        training: { epochs: 8, batchSize: 16, learningRate: rates.writing },
      },
      forecasting: seriesDefaults(rates.series, { units: [32], bidirectional: false, pooling: "last", dropout: 0 }),
    },
    usesTraining: () => true,
    accepts: (task, features) => acceptWriting(task, features, false),
    readsTokens: true,
    readsSteps: true,
  };
}

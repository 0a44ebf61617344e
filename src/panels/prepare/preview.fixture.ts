/** What the engine would say about the fixture table: whether narrowing can be predicted. */
import type { PreparePreview } from "../../core/prepare-preview";
import { defaultTraining } from "../../core/training";
import { proposeFeatures, proposePipeline } from "../../preprocessing/propose";
import { createFixtureTable } from "../dataset.fixture";

const { info } = createFixtureTable();
const features = proposeFeatures(info.columns, { kind: "classification", target: "narrowing" });
const pipeline = proposePipeline(info.columns.filter(({ name }) => features.includes(name)));
const classes = (no: number, yes: number) => [
  { category: "no", count: no },
  { category: "yes", count: yes },
];

export const previewFixture: PreparePreview = {
  resolved: {
    dataset: info.id,
    task: { kind: "classification", target: "narrowing", positive: "yes", features },
    family: "logistic",
    preset: null,
    hyperparameters: {},
    pipeline,
    split: { kind: "stratified", validation: 0.15, test: 0.15 },
    training: defaultTraining,
    seed: 0,
    intendedUse: "",
  },
  proposedPipeline: pipeline,
  effects: pipeline.map(({ kind }, at) => ({
    kind,
    changed: at,
    droppedRows: 0,
    columnsBefore: 6,
    columnsAfter: 6,
    message: { en: `Step ${at} did its work.`, zh: `步骤 ${at} 已完成。` },
  })),
  split: {
    unit: "rows",
    leftOut: 0,
    subsets: {
      train: { rows: 210, groups: null, classes: classes(114, 96) },
      validation: { rows: 45, groups: null, classes: classes(24, 21) },
      test: { rows: 45, groups: null, classes: classes(24, 21) },
    },
  },
  leaks: [
    {
      kind: "groups",
      severity: "high",
      message: { en: "31 of 45 test rows share a patient with training.", zh: "45 个测试行中有 31 行与训练共享患者。" },
      remedy: { en: "Keep each patient on one side.", zh: "让每位患者只在一侧。" },
      columns: ["patient"],
      count: 31,
    },
  ],
  categories: ["no", "yes"],
  example: {
    row: 11,
    before: [
      { column: "age", value: 50 },
      { column: "sex", value: "female" },
    ],
    after: [
      { feature: "age", value: -0.4 },
      { feature: "sex = female", value: 1 },
      { feature: "sex = male", value: 0 },
    ],
  },
  featureCount: 3,
  leftOut: 0,
  network: null,
};

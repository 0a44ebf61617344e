/** What kinds of columns, tasks and splits, the parts of a split and the phases of a run are called in a sentence. */
import type { ColumnKind } from "./column";
import type { RunPhase } from "./run-phase";
import type { SplitRequest, Subset } from "./split";
import type { TaskKind } from "./task";
import type { Wording } from "./wording";

type Term = ColumnKind | TaskKind | SplitRequest["kind"] | Subset | RunPhase;

export const terms: Readonly<Record<Term, Wording>> = {
  number: { en: "number", zh: "数值" },
  category: { en: "category", zh: "类别" },
  text: { en: "text", zh: "文本" },
  time: { en: "time", zh: "时间" },
  image: { en: "image", zh: "图像" },
  classification: { en: "classification", zh: "分类" },
  multilabel: { en: "labelling with several labels", zh: "多标签分类" },
  regression: { en: "regression", zh: "回归" },
  generation: { en: "generation of text", zh: "文本生成" },
  forecasting: { en: "forecasting", zh: "预测序列" },
  embedding: { en: "word vectors", zh: "词向量" },
  reconstruction: { en: "reconstruction", zh: "重建" },
  random: { en: "random", zh: "随机" },
  stratified: { en: "stratified", zh: "分层" },
  group: { en: "group", zh: "分组" },
  given: { en: "given", zh: "指定列" },
  train: { en: "train", zh: "训练" },
  validation: { en: "validation", zh: "验证" },
  test: { en: "test", zh: "测试" },
  queued: { en: "waiting", zh: "等待" },
  fitting: { en: "training", zh: "训练" },
  paused: { en: "paused", zh: "暂停" },
  stopped: { en: "stopped", zh: "停止" },
  finished: { en: "finished", zh: "完成" },
  failed: { en: "failed", zh: "失败" },
};

import type { edits as english } from "../en/edits";

export const edits: typeof english = {
  exclude: "排除",
  excludeHelp: "这些行保留在表中，但不参与其他任何步骤",
  relabel: "更正标签",
  relabelAs: (column) => `“${column}”实际为`,
  newClass: "新类别…",
  newClassIn: (column) => `“${column}”的新类别`,
  noLabels: "预测目标没有类别，因此没有可更正的标签。",
  noQuestion: "请先在“准备”中选择要预测的内容，其类别会显示在这里。",
  relabelled: (n, column, category) => `已将 ${n} 行的“${column}”改为“${category}”。`,
  excluded: (n) => `已排除 ${n} 行。`,
  runsStale: "此前的运行不包含这一更正。",

  title: "更正记录",
  note: "更正叠加在打开的数据之上，文件本身不变。",
  excludedCount: (n, all) => `共 ${all} 行，已排除 ${n} 行：它们不参与任何步骤。`,
  relabelLine: (n, column, category) => `${n} 行的“${column}”改为“${category}”`,
  excludeLine: (n) => `排除 ${n} 行`,
  showRows: "查看这些行",
  showRowsOf: (line) => `查看这些行：${line}`,
  takeBack: "撤回",
  takeBackOf: (line) => `撤回：${line}`,
  earlier: (n) => `显示更早的 ${n} 处更正`,

  staleTitle: "此次运行之后，数据有更正。",
  staleOther: "此次运行之后，数据已更改。",
  retrain: "用更正后的数据重新训练",
  retrainOther: "重新训练",

  compareTitle: "更正前后对比",
  compareNote: (before, after) => `运行 ${before} 与运行 ${after}：请求相同，数据不同。区间重叠时，差异可能只是偶然。`,
  runThen: (run) => `运行 ${run}`,
  runNow: (run) => `运行 ${run}（按现在的标签）`,
  difference: "差异",
  better: "更好",
  worse: "更差",
  maybeChance: (word) => `${word}，可能只是偶然`,
  points: (n) => `${n} 个百分点`,
  testChanged: (relabelled, gone, run) =>
    `测试行的标签也有变化（${relabelled} 行改了标签，${gone} 行不再参与评估），因此运行 ${run} 也按现在的标签评估；差异以此为准。`,
  onlyTest: "除此之外没有更正：两次运行学习的数据相同。",
  testChangedOnly: (relabelled, gone) =>
    `测试行的标签也有变化（${relabelled} 行改了标签，${gone} 行不再参与评估），部分差异可能由此而来。`,
};

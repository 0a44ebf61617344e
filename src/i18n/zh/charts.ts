import type { charts as english } from "../en/charts";

export const charts: typeof english = {
  save: "保存",
  saveChart: (title) => `保存图表“${title}”`,
  png: "图片（PNG）",
  svg: "矢量图（SVG）",
  csv: "数值（CSV）",
  showNumbers: "显示数值",
  hideNumbers: "隐藏数值",
  numbersOf: (title) => `图表“${title}”的数值`,
  shown: (shown, all) => `图中绘出 ${all} 个点中的 ${shown} 个；各项得分基于全部数据。`,
  epoch: "轮次",
  actual: "实际",
  predicted: "预测",
  total: "合计",
  confusionCell: (actual, predicted, count) => `${count} 行：实际为 ${actual}，预测为 ${predicted}。点击选中。`,
  from: "起",
  to: "止",
  count: "行数",
  listed: (shown, all) => `仅列出 ${all} 行中的前 ${shown} 行；保存的文件包含全部。`,
  row: "行号",
  series: "曲线",
};

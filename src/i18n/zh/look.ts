import type { look as english } from "../en/look";

export const look: typeof english = {
  filters: "它在找什么",
  filtersNote:
    "第一层逐处与每张图片比较的小图案（滤波器，又称卷积核）。读法：图片的亮处对上图案的亮处、暗处对上暗处时就有反应；中灰表示不关心。开始时像噪声，逐渐变成边缘、斑点和颜色。",
  filtersShown: (count, width, height) => `${count} 个 ${width} × ${height} 像素的滤波器，亮处表示期待亮`,
  noFilters: "这个网络的第一层不直接查看图片的颜色。",

  seen: "它在这张图片里看到什么",
  seenNote:
    "每一层从一张图片中得到的结果（激活值，即特征图）。读法：找到图案的地方是亮的，反应最强的排在前面。靠前的层保留轮廓，靠后的层只大致说明东西在哪里。",
  choose: "可查看的图片",
  rowName: (row) => `第 ${row} 行`,
  caseName: (row, actual) => `第 ${row} 行，${actual}`,
  answer: "它的判断",
  answerOf: (category, share) => `${category}：${share}`,
  isActual: "实际",
  saysValue: (predicted) => `预测值为 ${predicted}。`,
  saysValueOf: (predicted, actual) => `预测值为 ${predicted}；实际值为 ${actual}。`,
  dropped: "准备步骤去掉了这一行：网络看不到它。",
  shape: (height, width, channels) => `${height} × ${width}，${channels} 个通道`,
  maps: (layer, shown, channels) => `${layer}：${channels} 个通道中最活跃的 ${shown} 个，亮处表示有反应`,

  worst: "它仍然弄错的",
  worstNote:
    "损失最高的验证图片。读法：实际类别 → 它的判断，以及它有多确定。既确定又错误，往往说明标签有误，或训练图片中缺少这一类。",
  worstTrainNote:
    "损失最高的训练图片；这次运行没有验证数据。读法：实际类别 → 它的判断，以及它有多确定。在这里仍然错误的，往往是标签有误。",
  worstCount: (wrong, total, epoch) => `第 ${epoch} 轮后 ${total} 张中有 ${wrong} 张错误`,
  worstValues: (total, epoch) => `第 ${epoch} 轮后 ${total} 张中偏差最大的`,
  noneWrong: (total) => `${total} 张图片全部正确。`,
  worstWaiting: "将在下一轮结束时检查。",
  said: (actual, predicted) => `${actual} → ${predicted}`,
  sure: (share) => `确定度 ${share}`,
  select: (row) => `选中第 ${row} 行`,
  selectionLabel: (row) => `第 ${row} 行，仍被弄错`,
  waiting: "正在建立网络。",
};

import type { windows as english } from "../en/windows";

export const windows: typeof english = {
  question:
    "按 {order} 的顺序，以 {series}，根据最近 {lookBack} 的数据和 {columns}，判断 {horizon} 的 {outcome}，以 {judged} 来检验。",
  questionNow:
    "按 {order} 的顺序，以 {series}，根据最近 {lookBack} 的 {columns}，判断 {horizon} 的 {outcome}，以 {judged} 来检验。",
  questionWithin:
    "按 {order} 的顺序，以 {series}，根据最近 {lookBack} 的数据和 {columns}，判断 {outcome} 在 {horizon} 是否出现 {found}，以 {judged} 来检验。",
  kind: (plain) => `${plain}，依据序列的最近几行`,
  term: (term) => `基于窗口的${term}`,
  now: "当前",
  ahead: (span) => `${span} 之后`,
  within: (span) => `未来 ${span} 之内任一时刻`,
  slotWhen: (text) => `询问${text}。点击更改`,
  chooseWhen: "询问哪个时刻？",
  whenHelp: "在所看的最后一行之后多少步。0 表示询问这一行本身，此时不看预测目标自身的历史。",
  exactly: "正好那时",
  atAnyTime: "在此之前的任一时刻",
  trainQuestion: (target, when, lookBack, data) => `根据 ${data} 中最近 ${lookBack} 的数据判断${when}的“${target}”。`,
  trainWithin: (target, found, when, lookBack, data) =>
    `根据 ${data} 中最近 ${lookBack} 的数据判断“${target}”在${when}是否出现“${found}”。`,

  watchTitle: "回答与实际对照",
  watchNote: (epoch) => `某一序列最后一段验证数据的一部分，第 ${epoch} 轮之后。`,
  watchPlot: (category) => `“${category}”的概率与实际出现的时刻`,
  came: (category) => `实际出现“${category}”`,
  probability: "概率",

  rivals: "与简单规则比较",
  rivalsNote:
    "全部基于相同的窗口。领先幅度指模型好多少；相邻窗口彼此相似，因此区间按整段时间抽样，按分组划分时则按整组抽样。",
  asNow: "沿用当前值",
  usualClass: "总是回答最常见的类别",
  usualValue: "总是回答平均值",
  confusion: (right, all) => `对角线上 ${all} 个窗口中有 ${right} 个正确。点击单元格可选中各窗口所问的第一行。`,
  points: (points) => `${points} 个百分点`,

  latestTitle: "接下来会怎样",
  latestNote: "从每个序列的最后几行之后开始；可用已打开的数据，或另一个列名相同的文件。",
  latestGo: "接在已打开的数据之后",
  latestFile: "或接在另一个文件之后：选择表格",
  latestTable: "每个序列的回答",
  latestShown: (shown, all) => `显示 ${all} 个序列中的 ${shown} 个；逐行预测的文件包含全部。`,
  lastRow: "最后一行",
  answer: (target, when) => `${when}的 ${target}`,
  answerWithin: (target, found, when) => `${target} 在${when}是否出现“${found}”`,
  tooShort: "之前完整的行太少",
  allTitle: "预测每一行",
  allNote: "在每一行回看之前的数据并作出判断；每个序列开头的几行历史不足。",
  left: (count) => `其中 ${count} 行无法预测：之前完整的行太少。`,
};

import type { texts as english } from "../en/texts";

export const texts: typeof english = {
  title: (column) => `“${column}”中的文本`,
  note: (n, words, distinct) => `${n} 个文本，共 ${words} 个词，其中不同的有 ${distinct} 个。`,
  pending: "正在读取文本",
  column: "文本列",
  classes: "按哪一列的类别看词",
  noClasses: "不分类",
  lengths: "文本长度",
  lengthsNote: "逐词读取的网络需要等长的序列：通常取足够 95% 文本的长度。",
  atMost: (percent) => `${percent}% 的文本不超过`,
  longest: "最长的有",
  words: (n) => `${n} 个词`,
  empty: "空文本",
  byClass: "各类别的特征词",
  byClassNote:
    "按带狄利克雷先验的对数几率比排序（Monroe、Colaresi 和 Quinn，2008），最明显的在前，只列出不太可能出于偶然的词。后面是它在该类别中与其他类别中的出现次数。",
  wordsOf: (category) => `${category} 的特征词`,
  texts: (n) => `${n} 个文本`,
  none: "没有突出的词。",
  counts: (inside, outside) => `${inside} : ${outside}`,
  wordFacts: (inside, outside, z) => `此类中 ${inside} 次，其他 ${outside} 次；${z} 个标准误`,
  vocabulary: "词表之外的词",
  vocabularyNote: (learned, other) =>
    `从随机抽取的 ${learned} 个文本建立词表，再到其余 ${other} 个文本中查找：这就是模型在新文本中不认识的词的比例。`,
  size: "收录最常见的词",
  unknown: "其余文本中未收录的词",
  allWords: (n) => `全部 ${n} 个`,
  examples: (words) => `全部词表之外最常见的有：${words}。`,
};

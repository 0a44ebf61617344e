/** Texts and their words, which must be the same in every engine: a model is fitted in one and used in another. */
export const segmented: readonly (readonly [string, readonly string[]])[] = [
  ["", []],
  ["Go until jurong point, crazy..", ["go", "until", "jurong", "point", "crazy"]],
  ["Don't win £1,000.50 — it's a co-op", ["don't", "win", "£", "1,000.50", "it's", "a", "co", "op"]],
  ["08452810075over18's £££ T&C", ["08452810075over18", "s", "£", "t", "c"]],
  ["after dinner.msg e.g. Try:WALES 1.20", ["after", "dinner", "msg", "e", "g", "try", "wales", "1.20"]],
  ["cafe\u0301 = café", ["café", "=", "café"]],
  ["Hallo😀😀 Welt", ["hallo", "😀", "welt"]],
  ["今天天气很好，我们去公园。", ["今天", "天气", "很好", "我们", "去", "公园"]],
  ["患者头痛三天 fever", ["患者", "头痛", "三天", "fever"]],
];

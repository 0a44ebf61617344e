/** Settings that all steps for texts share. */
import type { Field } from "../../core/field";

export const minimumCountField: Field = {
  id: "minimumCount",
  type: "integer",
  default: 2,
  min: 1,
  max: 1_000,
  isAdvanced: true,
  label: { en: "Fewest texts", zh: "最少文本数" },
  help: {
    en: "Words that are in fewer training texts than this are left out: nothing can be learned of them.",
    zh: "出现在更少训练文本中的词会被省略：从中学不到东西。",
  },
};

export const lowerCaseField: Field = {
  id: "lowerCase",
  type: "switch",
  default: true,
  isAdvanced: true,
  label: { en: "Capitals as small letters", zh: "大写视同小写" },
  help: { en: "“Free” and “FREE” are then one word.", zh: "“Free”与“FREE”视为同一个词。" },
};

export const punctuationField: Field = {
  id: "punctuation",
  type: "switch",
  default: false,
  isAdvanced: true,
  label: { en: "Punctuation counts", zh: "标点也算词" },
  help: {
    en: "Marks such as “!” and “?” become words, too. Symbols such as “£” and emoji always are.",
    zh: "“！”“？”等标点也作为词。“£”等符号和表情符号始终算作词。",
  },
};

/** New texts from a model of a language: how they are asked for, and what comes. */
import type { Field } from "./field";

export interface GenerateOptions {
  /** What the texts begin with, or what is turned into another text; nothing where left out. */
  readonly prompt?: string;
  /** Tokens that are added at most; a text may end before. */
  readonly length?: number;
  /** Below 1 surer, above 1 bolder; 0 always takes the likeliest token, as where left out of a text that is turned into another. */
  readonly temperature?: number;
  /** Only so many of the likeliest tokens count; 0 for all. */
  readonly topK?: number;
  /** Only the likeliest tokens that together have this share count. */
  readonly topP?: number;
  readonly samples?: number;
  readonly seed?: number;
}

export interface GeneratedText {
  /** With the prompt. */
  readonly text: string;
  /** Whether it came to an end by itself. */
  readonly isEnded: boolean;
}

export interface NextToken {
  /** Empty for the end of the text. */
  readonly text: string;
  /** Before temperature, top-k and top-p. */
  readonly probability: number;
}

export interface Generated {
  readonly texts: readonly GeneratedText[];
  /** What may come right behind the prompt, likeliest first. */
  readonly next: readonly NextToken[];
  /** Tokens of the prompt that the vocabulary does not have. */
  readonly unknown: number;
  /** Of the first text, where one is turned into another. */
  readonly alignment?: Alignment;
}

/** What each piece that was written looked at in the source. */
export interface Alignment {
  readonly source: readonly string[];
  /** The last one, empty, is the end. */
  readonly written: readonly string[];
  /** [written][source], each row with the sum 1. */
  readonly weights: readonly (readonly number[])[];
}

/** What a model wrote at the end of an epoch. */
export interface LiveText {
  readonly epoch: number;
  readonly text: string;
  /** What was turned into it, and what that should be; not there where texts are written freely. */
  readonly turned?: TextPair;
}

export interface TextPair {
  readonly source: string;
  readonly wanted: string;
}

/** The form of the settings beside the prompt: the same fields give the defaults and the validation. */
export const generateFields: readonly Field[] = [
  {
    id: "temperature",
    type: "number",
    default: 0.8,
    min: 0,
    max: 5,
    label: { en: "Temperature", zh: "温度" },
    help: {
      en: "Below 1 it keeps to what is likely, above 1 it dares more; 0 always takes the likeliest.",
      zh: "低于 1 更保守，高于 1 更大胆；0 总是选最可能的。",
    },
  },
  {
    id: "topK",
    type: "integer",
    default: 0,
    min: 0,
    max: 10_000,
    label: { en: "Top-k", zh: "前 k 个" },
    help: { en: "Only so many of the likeliest count; 0 for all.", zh: "只考虑最可能的若干个；0 为全部。" },
  },
  {
    id: "topP",
    type: "number",
    default: 1,
    min: 0,
    max: 1,
    label: { en: "Top-p", zh: "累积概率 p" },
    help: {
      en: "Only the likeliest that together have this share count (nucleus sampling).",
      zh: "只考虑累积概率达到此值的最可能部分（核采样）。",
    },
  },
  {
    id: "length",
    type: "integer",
    default: 160,
    min: 1,
    max: 5_000,
    label: { en: "Longest", zh: "最大长度" },
    help: { en: "Characters or words that are added at most.", zh: "最多添加的字符数或词数。" },
  },
  {
    id: "samples",
    type: "integer",
    default: 3,
    min: 1,
    max: 16,
    label: { en: "Texts", zh: "文本数" },
    help: { en: "How many texts are written side by side.", zh: "同时写出的文本数量。" },
  },
  {
    id: "seed",
    type: "integer",
    default: 0,
    min: 0,
    max: 2 ** 31,
    isAdvanced: true,
    label: { en: "Seed", zh: "随机种子" },
    help: { en: "The same seed writes the same texts.", zh: "相同的种子写出相同的文本。" },
  },
];

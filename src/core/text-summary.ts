/** A column of texts at a glance: how long they are, which words set classes apart, and what a vocabulary would miss. */

export interface TextSummary {
  /** Texts that are not empty. */
  readonly textCount: number;
  readonly emptyCount: number;
  /** Words of all texts together, and how many different ones there are. */
  readonly wordCount: number;
  readonly distinctCount: number;
  /** Words a text: that many of 100 texts have at most so many. */
  readonly lengths: readonly { readonly percent: number; readonly words: number }[];
  /** Null where no classes were named, or there are too many. */
  readonly classes: readonly ClassWords[] | null;
  readonly vocabulary: VocabularyCheck;
}

export interface ClassWords {
  readonly category: string;
  readonly textCount: number;
  /** Those that speak for the class most clearly, first; none where no word does. */
  readonly words: readonly ClassWord[];
}

export interface ClassWord {
  readonly word: string;
  /** Occurrences in texts of the class, and in all others. */
  readonly inside: number;
  readonly outside: number;
  /** Log-odds ratio with an informative Dirichlet prior, in its standard errors. */
  readonly z: number;
}

/** What a vocabulary of some of the texts does not have of the others. */
export interface VocabularyCheck {
  /** Share of the words of the texts that were set aside, for each size of vocabulary; NaN without any. */
  readonly unknownShares: readonly { readonly size: number; readonly share: number }[];
  /** The commonest words of the texts set aside that no other text has. */
  readonly examples: readonly { readonly word: string; readonly count: number }[];
  readonly learnedTexts: number;
  readonly otherTexts: number;
}

/** A sentence in every language of the page. Registry entries and failures carry their own words, so a missing language is a type error where it is missing. */
export interface Wording {
  readonly en: string;
  readonly zh: string;
}

export type Locale = keyof Wording;

export const locales: readonly Locale[] = ["en", "zh"];

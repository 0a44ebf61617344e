/** A sentence in every language of the page. Registry entries and failures carry their own words, so a missing language is a type error where it is missing. */
export interface Wording {
  readonly en: string;
  readonly zh: string;
}

export type Locale = keyof Wording;

export const locales: readonly Locale[] = ["en", "zh"];

/** What the browser calls each language (BCP 47). */
export const languageTags: Readonly<Record<Locale, string>> = { en: "en-GB", zh: "zh-CN" };

/** The same words in every language: for what outlives a change of the language, such as a run's name or a note. */
export function inEveryLanguage(write: (locale: Locale) => string): Wording {
  return { en: write("en"), zh: write("zh") };
}

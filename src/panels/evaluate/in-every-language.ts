import { locales, type Locale, type Wording } from "../../core/wording";

/** The same words in every language: what outlives a change of the language, such as a selection's label. */
export function inEveryLanguage(write: (locale: Locale) => string): Wording {
  return Object.fromEntries(locales.map((locale) => [locale, write(locale)])) as unknown as Wording; // one entry a locale
}

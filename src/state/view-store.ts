/** The store of what the user looks at: step, language, theme and notes. */
import { createStore, type StoreApi } from "zustand/vanilla";
import { locales, type Locale } from "../core/wording";
import type { Preferences } from "./dependencies";
import type { ViewState } from "./workbench";

const themes: readonly ViewState["theme"][] = ["light", "dark", "auto"];

export function createViewStore(preferences: Preferences, defaultLocale: Locale): StoreApi<ViewState> {
  const locale = preferences.read("locale");
  const theme = preferences.read("theme");
  return createStore<ViewState>(() => ({
    step: "start",
    locale: locales.find((known) => known === locale) ?? defaultLocale,
    theme: themes.find((known) => known === theme) ?? "auto",
    notes: [],
  }));
}

/** From English to Chinese and back. */
import { Button } from "@mantine/core";
import { useFormat, useMessages } from "../i18n/locale";
import { useActions } from "../panels/workbench";

export function LanguageSwitch() {
  const words = useMessages().app;
  const { locale } = useFormat();
  const { setLocale } = useActions();
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      color="gray"
      c="inherit"
      aria-label={words.language}
      onClick={() => setLocale(locale === "en" ? "zh" : "en")}
    >
      {words.languageShort}
    </Button>
  );
}

/** Light, dark, or as the system has it: each press goes on to the next. */
import { Button, Tooltip } from "@mantine/core";
import { IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";
import { useMessages } from "../i18n/locale";
import { useActions, useView } from "../panels/workbench";

const next = { light: "dark", dark: "auto", auto: "light" } as const;
const icons = { light: IconSun, dark: IconMoon, auto: IconDeviceDesktop } as const;

export function ThemeSwitch({ hasWord = false }: { hasWord?: boolean }) {
  const words = useMessages().app.theme;
  const { setTheme } = useActions();
  const theme = useView((view) => view.theme);
  const Icon = icons[theme];
  const label = words.label(words[theme]);
  return (
    <Tooltip label={label} disabled={hasWord}>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        c="inherit"
        aria-label={label}
        onClick={() => setTheme(next[theme])}
        {...(hasWord ? { leftSection: <Icon size={18} stroke={1.5} aria-hidden /> } : {})}
      >
        {hasWord ? label : <Icon size={18} stroke={1.5} aria-hidden />}
      </Button>
    </Tooltip>
  );
}

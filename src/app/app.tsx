/** The page: theme, language and workbench around the shell, and the last net under all of it. */
import "@mantine/core/styles.layer.css";
import "../ui/theme.css";
import { MantineProvider } from "@mantine/core";
import { useSyncExternalStore, type ReactNode } from "react";
import { LocaleProvider } from "../i18n/locale";
import { useView, WorkbenchProvider } from "../panels/workbench";
import type { Workbench } from "../state/workbench";
import { theme, themeVariables } from "../ui/theme";
import { ErrorBoundary } from "./error-boundary";
import { Shell } from "./shell";

export function App({ workbench }: { workbench: Workbench }) {
  return (
    <WorkbenchProvider workbench={workbench}>
      <Look>
        <ErrorBoundary workbench={workbench}>
          <Shell />
        </ErrorBoundary>
      </Look>
    </WorkbenchProvider>
  );
}

const darkSystem = "(prefers-color-scheme: dark)";

/** The chosen theme and language around everything. */
function Look({ children }: { children: ReactNode }) {
  const chosen = useView((view) => view.theme);
  const locale = useView((view) => view.locale);
  const isSystemDark = useSyncExternalStore(watchSystem, () => matchMedia(darkSystem).matches);
  const scheme = chosen === "auto" ? (isSystemDark ? "dark" : "light") : chosen;
  return (
    <MantineProvider theme={theme} cssVariablesResolver={themeVariables} forceColorScheme={scheme}>
      <LocaleProvider locale={locale}>{children}</LocaleProvider>
    </MantineProvider>
  );
}

function watchSystem(listener: () => void): () => void {
  const query = matchMedia(darkSystem);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

/** Shows a panel for a test, in English and in the page's own look. */
import "@mantine/core/styles.css";
import "../ui/theme.css";
import { MantineProvider } from "@mantine/core";
import type { ReactNode } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { onTestFinished } from "vitest";
import { LocaleProvider } from "../i18n/locale";
import type { Workbench } from "../state/workbench";
import { theme, themeVariables } from "../ui/theme";
import { WorkbenchProvider } from "./workbench";

export function renderPanel(workbench: Workbench, panel: ReactNode): void {
  const holder = document.createElement("div");
  document.body.append(holder);
  const root = createRoot(holder);
  onTestFinished(() => {
    root.unmount();
    holder.remove();
  });
  flushSync(() =>
    root.render(
      <MantineProvider theme={theme} cssVariablesResolver={themeVariables}>
        <LocaleProvider locale="en">
          <WorkbenchProvider workbench={workbench}>{panel}</WorkbenchProvider>
        </LocaleProvider>
      </MantineProvider>,
    ),
  );
}

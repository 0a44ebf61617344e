/** Shows a component for a test, in English and in the page's own look. */
import "@mantine/core/styles.css";
import "./theme.css";
import { MantineProvider } from "@mantine/core";
import type { ReactNode } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { onTestFinished } from "vitest";
import { theme, themeVariables } from "./theme";

export interface Shown {
  show(content: ReactNode): void;
}

export function render(content: ReactNode): Shown {
  const holder = document.createElement("div");
  document.body.append(holder);
  const root = createRoot(holder);
  onTestFinished(() => {
    root.unmount();
    holder.remove();
  });
  const show = (next: ReactNode) =>
    flushSync(() =>
      root.render(
        <MantineProvider theme={theme} cssVariablesResolver={themeVariables}>
          {next}
        </MantineProvider>,
      ),
    );
  show(content);
  return { show };
}

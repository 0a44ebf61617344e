/** Shows a component for a test, in English and in the page's own look. */
import "@mantine/core/styles.css";
import "../theme.css";
import { MantineProvider } from "@mantine/core";
import type { ReactNode } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { onTestFinished } from "vitest";
import type { Picture } from "../../core/picture";
import { theme, themeVariables } from "../theme";

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

/** A grey picture of one level. */
export function even(level: number, width = 4, height = width): Picture {
  return { width, height, channels: 1, pixels: new Uint8Array(width * height).fill(level) };
}

/** The bytes [red, green, blue, opacity] of a canvas at a place. */
export function colourAt(canvas: HTMLCanvasElement, x: number, y: number): readonly number[] {
  return Array.from(canvas.getContext("2d")?.getImageData(x, y, 1, 1).data ?? []);
}

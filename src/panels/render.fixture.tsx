/** Shows a panel for a test, in English and in the page's own look. */
import type { ReactNode } from "react";
import { LocaleProvider } from "../i18n/locale";
import type { Workbench } from "../state/workbench";
import { render } from "../ui/render.fixture";
import { WorkbenchProvider } from "./workbench";

export function renderPanel(workbench: Workbench, panel: ReactNode): void {
  render(
    <LocaleProvider locale="en">
      <WorkbenchProvider workbench={workbench}>{panel}</WorkbenchProvider>
    </LocaleProvider>,
  );
}

/** How a step stands, as a mark beside its word. */
import { IconCheck, IconCircleDot, IconLock, IconRefresh } from "@tabler/icons-react";
import type { StepState } from "../state/workbench";

export type StepMark = StepState["kind"] | "current";

export function StepIcon({ mark }: { mark: StepMark }) {
  const look = { size: 16, stroke: 2, "aria-hidden": true } as const;
  switch (mark) {
    case "done":
      return <IconCheck {...look} />;
    case "current":
      return <IconCircleDot {...look} />;
    case "stale":
      return <IconRefresh {...look} />;
    case "blocked":
      return <IconLock {...look} />;
    case "open":
      return <span style={{ display: "inline-block", width: 16 }} aria-hidden />;
  }
}

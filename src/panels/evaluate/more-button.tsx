/** Below a list of which only the beginning is shown. */
import { Button } from "@mantine/core";

export interface MoreButtonProps {
  readonly label: string;
  /** How many are shown, and how many there are. */
  readonly shown: number;
  readonly all: number;
  /** How many more a click asks for. */
  readonly step: number;
  readonly onMore: (shown: number) => void;
}

export function MoreButton({ label, shown, all, step, onMore }: MoreButtonProps) {
  if (shown >= all) return null;
  return (
    <Button variant="subtle" size="compact-sm" onClick={() => onMore(Math.min(shown + step, all))}>
      {label}
    </Button>
  );
}

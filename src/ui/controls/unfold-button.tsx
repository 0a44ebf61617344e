/** Shows and hides what is not needed at first. */
import { Button } from "@mantine/core";
import { IconChevronDown, IconChevronUp } from "@tabler/icons-react";

export interface UnfoldButtonProps {
  readonly label: string;
  readonly isOpen: boolean;
  /** Id of what it shows. */
  readonly controls: string;
  readonly className: string | undefined;
  readonly onToggle: () => void;
}

export function UnfoldButton({ label, isOpen, controls, className, onToggle }: UnfoldButtonProps) {
  const Icon = isOpen ? IconChevronUp : IconChevronDown;
  return (
    <Button
      className={className ?? ""}
      variant="subtle"
      size="compact-sm"
      aria-expanded={isOpen}
      aria-controls={controls}
      rightSection={<Icon size={14} aria-hidden />}
      onClick={onToggle}
    >
      {label}
    </Button>
  );
}

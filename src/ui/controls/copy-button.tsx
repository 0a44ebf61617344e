/** Puts text on the clipboard and says so. */
import { Button } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useMessages } from "../../i18n/locale";

export interface CopyButtonProps {
  /** The text, or how to make it when it is asked for. */
  readonly text: string | (() => string | Promise<string>);
  readonly label?: string;
}

const shownForMs = 2_000;

export function CopyButton({ text, label }: CopyButtonProps) {
  const words = useMessages().app.controls;
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), shownForMs);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(typeof text === "string" ? text : await text());
      setState("copied");
    } catch {
      // A browser that refuses the clipboard is told about on the button itself.
      setState("failed");
    }
  };
  const shown = { idle: label ?? words.copy, copied: words.copied, failed: words.copyFailed }[state];
  return (
    <Button
      size="compact-sm"
      variant="default"
      onClick={() => void copy()}
      leftSection={state === "copied" ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
    >
      <span aria-live="polite">{shown}</span>
    </Button>
  );
}

/** Undo and redo of changes to the question, the steps and the settings. */
import { ActionIcon, Tooltip } from "@mantine/core";
import { IconArrowBackUp, IconArrowForwardUp } from "@tabler/icons-react";
import { useMessages } from "../i18n/locale";
import { useActions, useProject } from "../panels/workbench";

export function HistoryButtons() {
  const words = useMessages().app;
  const actions = useActions();
  const canUndo = useProject((state) => state.canUndo);
  const canRedo = useProject((state) => state.canRedo);
  if (!canUndo && !canRedo) return null;
  const keys = navigator.userAgent.includes("Mac") ? "⌘Z" : "Ctrl Z";
  return (
    <ActionIcon.Group>
      <Tooltip label={`${words.undo} · ${keys}`}>
        <ActionIcon variant="default" size={26} disabled={!canUndo} aria-label={words.undo} onClick={actions.undo}>
          <IconArrowBackUp size={16} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={words.redo}>
        <ActionIcon variant="default" size={26} disabled={!canRedo} aria-label={words.redo} onClick={actions.redo}>
          <IconArrowForwardUp size={16} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </ActionIcon.Group>
  );
}

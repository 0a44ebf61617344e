/** What is selected, on every step: which rows, how many; they can be looked at, corrected or let go. */
import { Button, Modal } from "@mantine/core";
import { IconEyeOff, IconRowInsertTop, IconX } from "@tabler/icons-react";
import { useCallback, useState } from "react";
import { useFormat, useMessages } from "../i18n/locale";
import { useEdits } from "../panels/use-edits";
import { useActions, useProject } from "../panels/workbench";
import type { Selection } from "../state/workbench";
import { DataTable } from "../ui/controls/data-table";
import { RelabelMenu } from "./relabel-menu";
import { HistoryButtons } from "./history-buttons";
import classes from "./selection-bar.module.css";

export function SelectionBar() {
  const { app: words, edits: editWords } = useMessages();
  const format = useFormat();
  const { clearSelection } = useActions();
  const edits = useEdits();
  const selection = useProject((state) => state.selection);
  const inUse = useProject((state) => state.dataset);
  const [isOpen, setOpen] = useState(false);
  if (!selection) return null;
  // Rows of another data set can be looked at only.
  const dataset = inUse?.id === selection.dataset ? inUse : null;
  return (
    <section className={classes.bar} aria-label={words.frame.selection}>
      <p className={classes.words} aria-live="polite">
        <strong>{words.selection.rows(format.number(selection.rows.length))}</strong> · {format.text(selection.label)}
      </p>
      <div className={classes.actions}>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconRowInsertTop size={14} stroke={1.75} aria-hidden />}
          onClick={() => setOpen(true)}
        >
          {words.selection.show}
        </Button>
        {dataset && (
          <>
            <Button
              size="compact-sm"
              variant="default"
              title={editWords.excludeHelp}
              leftSection={<IconEyeOff size={14} stroke={1.75} aria-hidden />}
              onClick={() => edits.exclude(selection.rows)}
            >
              {editWords.exclude}
            </Button>
            <RelabelMenu
              dataset={dataset}
              onRelabel={(column, category) => edits.relabel(selection.rows, column, category)}
            />
          </>
        )}
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconX size={14} stroke={1.75} aria-hidden />}
          onClick={clearSelection}
        >
          {words.selection.clear}
        </Button>
      </div>
      <HistoryButtons />
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        size="min(1200px, 96vw)"
        title={`${words.selection.title}: ${format.text(selection.label)}`}
      >
        <SelectedRows selection={selection} />
      </Modal>
    </section>
  );
}

function SelectedRows({ selection }: { selection: Selection }) {
  const words = useMessages().app.selection;
  const { rows: fetch } = useActions();
  const dataset = useProject((state) => state.project.datasets.find((known) => known.id === selection.dataset));
  const fetchRows = useCallback(
    (from: number, to: number) => fetch(selection.dataset, from, to, selection.rows),
    [fetch, selection],
  );
  return (
    <DataTable
      caption={words.title}
      columns={dataset?.columns ?? []}
      rowCount={selection.rows.length}
      fetchRows={fetchRows}
    />
  );
}

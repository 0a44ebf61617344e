/** Everything that can be done, by typing: arrows choose, Enter does it. */
import { Modal, TextInput } from "@mantine/core";
import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from "react";
import { useFormat, useMessages } from "../i18n/locale";
import { useWorkbench } from "../panels/workbench";
import { pickFiles } from "../ui/controls/pick-files";
import { looseFile } from "../ui/controls/read-drop";
import { saveBlob } from "../ui/controls/save-blob";
import classes from "./command-palette.module.css";
import { commandsOf, searchCommands, type Command } from "./commands";
import { diagnosticsText } from "./diagnostics";
import { projectFileName } from "../state/project-file-name";
import { useOpenFiles } from "./use-open-files";

export function CommandPalette({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const words = useMessages().app.palette;
  return (
    // Without a transition it is there, and has the keyboard, before the next key is pressed.
    <Modal.Root
      opened={isOpen}
      onClose={onClose}
      size={520}
      yOffset="12vh"
      padding={0}
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={words.open}>
        <Modal.Body>
          <Palette onClose={onClose} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function Palette({ onClose }: { onClose: () => void }) {
  const { app: words } = useMessages();
  const format = useFormat();
  const workbench = useWorkbench();
  const id = useId();
  const open = useOpenFiles();
  const [typed, setTyped] = useState("");
  const [place, setPlace] = useState(0);
  const search = useRef<HTMLInputElement>(null);
  // The dialog's own focus comes a moment later: what is typed until then would be lost.
  useLayoutEffect(() => search.current?.focus(), []);
  const { actions } = workbench;
  const commands = commandsOf({
    workbench,
    words,
    format,
    openFile: () => void pickFiles({ multiple: true }).then((files) => files.length > 0 && open(files.map(looseFile))),
    saveProject() {
      const name = projectFileName(workbench.project.getState().project.name);
      actions.saveProjectFile().then((blob) => saveBlob(blob, name), actions.report);
    },
    copyDiagnostics() {
      navigator.clipboard.writeText(diagnosticsText(workbench)).catch(actions.report);
    },
  });
  const found = searchCommands(commands, typed);
  const at = Math.min(place, found.length - 1);
  const start = (command: Command) => {
    onClose();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) {
      event.preventDefault();
      const next = (at + step + found.length) % found.length;
      setPlace(next);
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: "nearest" });
    }
    const chosen = found[at];
    if (event.key === "Enter" && chosen) {
      event.preventDefault();
      start(chosen);
    }
  };
  return (
    <>
      <TextInput
        ref={search}
        data-autofocus
        size="md"
        variant="unstyled"
        className={classes.search ?? ""}
        role="combobox"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={found.length > 0 ? `${id}-${at}` : undefined}
        aria-label={words.palette.placeholder}
        placeholder={words.palette.placeholder}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setPlace(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-list`} role="listbox" aria-label={words.palette.list} className={classes.list}>
        {found.map((command, index) => (
          // The keyboard stays in the input above, which names the chosen option.
          <div
            key={command.id}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className={classes.option}
            onPointerMove={() => setPlace(index)}
            onClick={() => start(command)}
            onKeyDown={onKeyDown}
          >
            <span>{command.label}</span>
            <span className={classes.group}>{command.group}</span>
          </div>
        ))}
      </div>
      {found.length === 0 && <p className={classes.nothing}>{words.palette.nothing}</p>}
    </>
  );
}

/** The project's name, changed where it stands, and beside it what can be done with projects. */
import { ActionIcon, Menu } from "@mantine/core";
import { IconChevronDown, IconDeviceFloppy, IconFolderOpen, IconPlus } from "@tabler/icons-react";
import { useState, type KeyboardEvent } from "react";
import { projectFileEnding } from "../core/project";
import { useMessages } from "../i18n/locale";
import { useActions, useProject } from "../panels/workbench";
import { pickFiles } from "../ui/controls/pick-files";
import { saveBlob } from "../ui/controls/save-blob";
import { projectFileName } from "../state/project-file-name";
import classes from "./project-name.module.css";

const shownEntries = 5;

export function ProjectName() {
  const words = useMessages().app;
  const actions = useActions();
  const name = useProject((state) => state.project.name);
  const id = useProject((state) => state.project.id);
  const entries = useProject((state) => state.entries);
  const others = entries.filter((entry) => entry.id !== id).slice(0, shownEntries);
  const save = async () => saveBlob(await actions.saveProjectFile(), projectFileName(name));
  const open = async () => {
    const [file] = await pickFiles({ accept: projectFileEnding });
    if (file) await actions.openProjectFile(file);
  };
  return (
    <div className={classes.project}>
      <NameInput name={name} onRename={actions.renameProject} />
      <Menu position="bottom-start" width={260}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={24} aria-label={words.projectMenu}>
            <IconChevronDown size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconPlus size={16} stroke={1.5} aria-hidden />}
            onClick={() => void actions.newProject().catch(actions.report)}
          >
            {words.newProject}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconDeviceFloppy size={16} stroke={1.5} aria-hidden />}
            onClick={() => void save().catch(actions.report)}
          >
            {words.saveToFile}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconFolderOpen size={16} stroke={1.5} aria-hidden />}
            onClick={() => void open().catch(actions.report)}
          >
            {words.openProjectFile}
          </Menu.Item>
          {others.length > 0 && (
            <>
              <Menu.Divider />
              <Menu.Label>{words.recentProjects}</Menu.Label>
              {others.map((entry) => (
                <Menu.Item key={entry.id} onClick={() => void actions.openProject(entry.id).catch(actions.report)}>
                  {entry.name}
                </Menu.Item>
              ))}
            </>
          )}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

function NameInput({ name, onRename }: { name: string; onRename: (name: string) => void }) {
  const words = useMessages().app;
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    const next = draft?.trim();
    setDraft(null);
    if (next && next !== name) onRename(next);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Enter") event.currentTarget.blur();
    if (event.key === "Escape") {
      setDraft(null);
      // The change is given up before leaving the input would take it.
      queueMicrotask(() => (event.target as HTMLInputElement).blur()); // the input itself
    }
  };
  const shown = draft ?? name;
  return (
    <input
      className={classes.name}
      aria-label={words.projectName}
      value={shown}
      size={Math.max(4, shown.length)}
      maxLength={80}
      spellCheck={false}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={onKeyDown}
    />
  );
}

/** The projects kept in this browser, newest first. */
import { ActionIcon } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import type { ProjectEntry } from "../../core/project";
import { useFormat, useMessages } from "../../i18n/locale";
import { Section } from "../../ui/controls/section";
import { relativeTime } from "../../ui/relative-time";
import { useActions, useProject } from "../workbench";
import classes from "./start-panel.module.css";

const shownAtFirst = 6;

export function RecentProjects() {
  const words = useMessages().start;
  const entries = useProject((state) => state.entries);
  const [nowMs] = useState(() => performance.timeOrigin + performance.now());
  const newest = entries.toSorted((a, b) => b.updatedAt - a.updatedAt).slice(0, shownAtFirst);
  if (newest.length === 0) return null;
  return (
    <Section title={words.recent}>
      <ul className={classes.recent}>
        {newest.map((entry) => (
          <RecentProject key={entry.id} entry={entry} nowMs={nowMs} />
        ))}
      </ul>
    </Section>
  );
}

function RecentProject({ entry, nowMs }: { entry: ProjectEntry; nowMs: number }) {
  const words = useMessages().start;
  const format = useFormat();
  const actions = useActions();
  const facts = [
    entry.datasetName ?? words.noData,
    ...(entry.runCount > 0 ? [words.runs(format.number(entry.runCount))] : []),
    words.changed(relativeTime(format.locale, entry.updatedAt, nowMs)),
  ];
  return (
    <li className={classes.entry}>
      <button
        type="button"
        className={classes.open}
        onClick={() => void actions.openProject(entry.id).catch(actions.report)}
      >
        <span className={classes.name}>{entry.name}</span>
        <span className={classes.facts}>{facts.join(" · ")}</span>
      </button>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        aria-label={words.remove(entry.name)}
        onClick={() => void actions.deleteProject(entry.id).catch(actions.report)}
      >
        <IconTrash size={16} stroke={1.5} aria-hidden />
      </ActionIcon>
    </li>
  );
}

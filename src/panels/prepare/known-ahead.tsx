/** Which of the columns beside a forecast are known for the steps to come: holidays, plans, opening hours. */
import { Checkbox, Text } from "@mantine/core";
import type { ForecastingTask, Task } from "../../core/task";
import { useMessages } from "../../i18n/locale";
import classes from "./forecast-slots.module.css";
import { withKnown } from "./forecast-question";

export interface KnownAheadProps {
  readonly task: ForecastingTask;
  /** Columns that are looked at. */
  readonly chosen: readonly string[];
  readonly onTask: (task: Task) => void;
}

export function KnownAhead({ task, chosen, onTask }: KnownAheadProps) {
  const { forecast: words } = useMessages();
  // What the calendar says is known anyway.
  const able = chosen.filter((name) => name !== task.window.time);
  if (able.length === 0) return null;
  return (
    <div className={classes.form} role="group" aria-label={words.knownAhead}>
      <div>
        <Text size="sm" fw={600}>
          {words.knownAhead}
        </Text>
        <Text size="xs" c="dimmed">
          {words.knownAheadHelp}
        </Text>
      </div>
      {able.map((name) => (
        <Checkbox
          key={name}
          size="xs"
          label={words.isKnownAhead(name)}
          checked={task.knownAhead?.includes(name) ?? false}
          onChange={(event) => onTask(withKnown(task, name, event.currentTarget.checked))}
        />
      ))}
    </div>
  );
}

/** One label after the other, or any by its name. */
import { ActionIcon, NativeSelect } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useMessages } from "../../i18n/locale";
import classes from "./evaluate.module.css";

export interface LabelChoiceProps {
  readonly labels: readonly string[];
  readonly chosen: string;
  readonly onChoose: (label: string) => void;
}

export function LabelChoice({ labels, chosen, onChoose }: LabelChoiceProps) {
  const words = useMessages().labels;
  const at = labels.indexOf(chosen);
  const step = (next: string | undefined, name: string, Icon: typeof IconChevronLeft) => (
    <ActionIcon
      variant="default"
      size={30}
      aria-label={name}
      disabled={next === undefined}
      onClick={() => next !== undefined && onChoose(next)}
    >
      <Icon size={16} stroke={1.75} aria-hidden />
    </ActionIcon>
  );
  return (
    <>
      {step(labels[at - 1], words.previous, IconChevronLeft)}
      <NativeSelect
        size="xs"
        className={classes.labelSelect ?? ""}
        aria-label={words.choose}
        value={chosen}
        data={[...labels]}
        onChange={(event) => onChoose(event.currentTarget.value)}
      />
      {step(labels[at + 1], words.next, IconChevronRight)}
    </>
  );
}

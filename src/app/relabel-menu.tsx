/** The classes of the outcome: the chosen one becomes the label of the selected rows. */
import { Button, Menu } from "@mantine/core";
import { IconChevronUp, IconTag } from "@tabler/icons-react";
import type { DatasetInfo } from "../core/dataset";
import { useMessages } from "../i18n/locale";
import { useProject } from "../panels/workbench";
import { labelColumn } from "../state/label-column";
import { categoryColor } from "../ui/theme";
import classes from "./selection-bar.module.css";

export interface RelabelMenuProps {
  readonly dataset: DatasetInfo;
  readonly onRelabel: (column: string, category: string) => void;
}

export function RelabelMenu({ dataset, onRelabel }: RelabelMenuProps) {
  const words = useMessages().edits;
  const task = useProject((state) => state.project.draft.task);
  const column = labelColumn(dataset, task);
  const reason = column ? words.noLabels : words.noQuestion;
  const categories = column?.kind === "category" ? column.categories : [];
  return (
    <Menu position="top-end" shadow="md" width={260} withinPortal>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconTag size={14} stroke={1.75} aria-hidden />}
          rightSection={<IconChevronUp size={14} stroke={1.75} aria-hidden />}
        >
          {words.relabel}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu ?? ""}>
        {column && categories.length > 0 ? (
          <>
            <Menu.Label>{words.relabelAs(column.name)}</Menu.Label>
            {categories.map((category, code) => (
              <Menu.Item
                key={category}
                leftSection={<span className={classes.dot} style={{ background: categoryColor(code) }} />}
                onClick={() => onRelabel(column.name, category)}
              >
                {category}
              </Menu.Item>
            ))}
          </>
        ) : (
          // An item, so that the keyboard reaches it and a screen reader says it.
          <Menu.Item closeMenuOnClick>{reason}</Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

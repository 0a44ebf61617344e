/** The classes of the outcome, and a new one: the chosen one becomes the label of the selected rows. */
import { Button, Menu, Modal } from "@mantine/core";
import { IconChevronUp, IconPlus, IconTag } from "@tabler/icons-react";
import { useState } from "react";
import { targetOf } from "../core/answer-columns";
import type { DatasetInfo } from "../core/dataset";
import { useMessages } from "../i18n/locale";
import { imageColumnOf } from "../panels/use-pictures";
import { useProject } from "../panels/workbench";
import { labelColumn } from "../state/label-column";
import { ClassForm } from "../ui/controls/class-form";
import { categoryColor } from "../ui/theme";
import classes from "./selection-bar.module.css";

export interface RelabelMenuProps {
  readonly dataset: DatasetInfo;
  readonly onRelabel: (column: string, category: string) => void;
}

/** Where there is no column of labels, those of pictures begin one by this name, as in the labelling view. */
const firstColumn = "label";

export function RelabelMenu({ dataset, onRelabel }: RelabelMenuProps) {
  const { edits: words, pictures } = useMessages();
  const task = useProject((state) => state.project.draft.task);
  const [isNaming, setNaming] = useState(false);
  const column = labelColumn(dataset, task);
  const reason = column ? words.noLabels : words.noQuestion;
  const categories = column?.kind === "category" ? column.categories : [];
  const wanted = task === null ? firstColumn : targetOf(task);
  const first = !column && imageColumnOf(dataset) !== null ? wanted : null;
  const name = column?.kind === "category" ? column.name : first;
  return (
    <>
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
          {name === null ? (
            // An item, so that the keyboard reaches it and a screen reader says it.
            <Menu.Item closeMenuOnClick>{reason}</Menu.Item>
          ) : (
            <>
              <Menu.Label>{words.relabelAs(name)}</Menu.Label>
              {categories.map((category, code) => (
                <Menu.Item
                  key={category}
                  leftSection={<span className={classes.dot} style={{ background: categoryColor(code) }} />}
                  onClick={() => onRelabel(name, category)}
                >
                  {category}
                </Menu.Item>
              ))}
              <Menu.Item leftSection={<IconPlus size={10} stroke={2.5} aria-hidden />} onClick={() => setNaming(true)}>
                {words.newClass}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {name !== null && (
        <Modal
          opened={isNaming}
          onClose={() => setNaming(false)}
          size="sm"
          title={words.newClassIn(name)}
          closeButtonProps={{ "aria-label": pictures.close }}
          // The head of a dialog is not the head of the page.
          attributes={{ header: { role: "none" } }}
        >
          <ClassForm
            takesFocus
            action={words.relabel}
            onAdd={(category) => {
              setNaming(false);
              onRelabel(name, category);
            }}
          />
        </Modal>
      )}
    </>
  );
}

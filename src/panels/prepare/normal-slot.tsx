/** Which rows show what is usual: all, or those of one category. */
import type { DatasetInfo } from "../../core/dataset";
import type { ReconstructionTask, Task } from "../../core/task";
import { useMessages } from "../../i18n/locale";
import { SentenceSlot } from "../../ui/controls/sentence-slot";
import { normalRows } from "../../ui/controls/normal-rows";
import { kindColumns } from "./unusual-question";

export interface NormalSlotProps {
  readonly dataset: DatasetInfo;
  readonly task: ReconstructionTask;
  readonly onTask: (task: Task) => void;
}

const everything = "all";
const keyOf = (column: string, category: string) => JSON.stringify([column, category]);

export function NormalSlot({ dataset, task, onTask }: NormalSlotProps) {
  const { reconstruction: words } = useMessages();
  const choices = kindColumns(dataset).flatMap(({ name, categories }) =>
    categories.map((category) => ({ column: name, category })),
  );
  const { normal, features } = task;
  const pick = (key: string) => {
    const chosen = choices.find(({ column, category }) => keyOf(column, category) === key);
    // What says which rows are usual is no feature of them.
    const left = features?.filter((name) => name !== chosen?.column);
    const kept = left && left.length > 0 ? { features: left } : {};
    const window = task.window ? { window: task.window } : {};
    onTask({ kind: "reconstruction", ...(chosen ? { normal: chosen } : {}), ...window, ...kept });
  };
  return (
    <SentenceSlot
      label={words.chooseRows}
      text={normalRows(words, task)}
      value={normal ? keyOf(normal.column, normal.category) : everything}
      options={[
        { value: everything, label: words.allRows, note: words.allRowsNote },
        ...choices.map(({ column, category }) => ({
          value: keyOf(column, category),
          label: words.rowsWhere(column, category),
        })),
      ]}
      onPick={pick}
    />
  );
}

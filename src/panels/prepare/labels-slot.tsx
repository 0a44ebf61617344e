/** The slot of the question that says which labels are asked about: listed in one column, or each in a column of its own. */
import { NativeSelect, Radio } from "@mantine/core";
import { useState } from "react";
import type { ColumnInfo } from "../../core/column";
import type { DatasetInfo } from "../../core/dataset";
import type { MultilabelTask, Task } from "../../core/task";
import { useFormat, useMessages, type Format } from "../../i18n/locale";
import type { Messages } from "../../i18n/messages";
import { exampleList, twoValues } from "../../preprocessing/label-columns";
import { ColumnChoice } from "./column-choice";
import { fewestLabels, firstSingles, labelSources, labelTask, type LabelSources } from "./label-question";
import classes from "./labels-slot.module.css";
import { SentencePopover } from "./sentence-popover";

export interface LabelsSlotProps {
  readonly dataset: DatasetInfo;
  readonly task: MultilabelTask;
  /** The labels, where they are known. */
  readonly categories: readonly string[];
  readonly onTask: (task: Task) => void;
}

export function LabelsSlot({ dataset, task, categories, onTask }: LabelsSlotProps) {
  const { labels: words } = useMessages();
  const format = useFormat();
  const text = labelsText(words, format, task, categories);
  const sources = labelSources(dataset.columns) ?? { lists: [], single: [] };
  const isList = task.targets.length === 1;
  const [list] = sources.lists;
  const onTargets = (targets: readonly string[]) => onTask(labelTask(targets, task));
  const form = isList ? (
    <ListForm sources={sources} task={task} onTargets={onTargets} />
  ) : (
    <ColumnsForm sources={sources} task={task} onTargets={onTargets} />
  );
  const example = list && exampleList(list);
  return (
    <SentencePopover label={words.slotLabel(text)} text={text} title={words.chooseLabels}>
      {list && sources.single.length > 0 ? (
        <Radio.Group
          aria-label={words.source}
          value={isList ? "list" : "columns"}
          onChange={(value) => onTargets(value === "list" ? [list.name] : firstSingles(sources.single, null))}
        >
          <div className={classes.sources}>
            <Radio
              value="list"
              label={words.fromList}
              description={example ? words.fromListHelp(example) : undefined}
            />
            {isList && form}
            <Radio value="columns" label={words.fromColumns} description={words.fromColumnsHelp} />
            {!isList && form}
          </div>
        </Radio.Group>
      ) : (
        form
      )}
      {categories.length > 0 && isList && <p className={classes.names}>{format.list(categories)}</p>}
    </SentencePopover>
  );
}

interface FormProps {
  readonly sources: LabelSources;
  readonly task: MultilabelTask;
  readonly onTargets: (targets: readonly string[]) => void;
}

function ListForm({ sources, task, onTargets }: FormProps) {
  const words = useMessages().labels;
  const [target = ""] = task.targets;
  const names = sources.lists.map(({ name }) => name);
  return (
    <NativeSelect
      label={words.listColumn}
      value={target}
      data={names.includes(target) ? names : [target, ...names]}
      onChange={(event) => onTargets([event.currentTarget.value])}
    />
  );
}

/** A choice of fewer than two is kept here until it is one of several labels. */
function ColumnsForm({ sources, task, onTargets }: FormProps) {
  const messages = useMessages();
  const words = messages.labels;
  const [tooFew, setTooFew] = useState<readonly string[] | null>(null);
  const options = sources.single.map((column) => ({ name: column.name, note: valuesNote(column) }));
  const choose = (names: readonly string[]) => {
    const isEnough = names.length >= fewestLabels;
    setTooFew(isEnough ? null : names);
    if (isEnough) onTargets(names);
  };
  return (
    <>
      <ColumnChoice label={words.chooseLabels} options={options} chosen={tooFew ?? task.targets} onChoose={choose} />
      <p className={classes.few} role="status">
        {tooFew && words.leastTwo}
      </p>
    </>
  );
}

const valuesNote = (column: ColumnInfo) => twoValues(column).join(" / ");

/** At most so many names, of so many letters in all, stand in the sentence. */
const mostNamed = 3;
const mostLetters = 48;

/** "effusion, mass and nodule", "14 labels", "the 14 labels in “findings”". */
export function labelsText(
  words: Messages["labels"],
  format: Format,
  { targets }: MultilabelTask,
  categories: readonly string[],
): string {
  const [only] = targets;
  const names = targets.length > 1 ? targets : categories;
  const areShort = names.length <= mostNamed && names.join("").length <= mostLetters;
  if (names.length > 0 && areShort) return format.list(names);
  if (targets.length > 1) return words.slot(format.number(targets.length));
  return words.slotListed(only ?? "", names.length > 0 ? format.number(names.length) : null);
}

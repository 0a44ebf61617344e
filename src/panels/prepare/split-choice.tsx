/** How the rows are dealt out: the kinds of split in plain words, those that cannot be with the reason, and the column to go by. */
import { NativeSelect, Radio } from "@mantine/core";
import type { DatasetInfo } from "../../core/dataset";
import type { SplitRequest } from "../../core/split";
import { isOfSeries, type Task } from "../../core/task";
import { useMessages } from "../../i18n/locale";
import { splitColumns } from "./question";
import classes from "./split-choice.module.css";

export interface SplitChoiceProps {
  readonly dataset: DatasetInfo;
  readonly task: Task;
  readonly split: SplitRequest | null;
  readonly onSplit: (split: SplitRequest) => void;
}

const kinds = ["stratified", "random", "group", "time", "given"] as const;
type Kind = (typeof kinds)[number];

export function SplitChoice({ dataset, task, split, onSplit }: SplitChoiceProps) {
  const { prepare: words, forecast } = useMessages();
  const isSeries = isOfSeries(task);
  const columnsOf = (kind: Kind) => splitColumns(kind, dataset, task);
  const refusal = (kind: Kind): string | null => {
    if (isSeries && (kind === "stratified" || kind === "random")) return forecast.notAtRandom;
    if (isSeries && kind === "time") return null;
    if (kind === "stratified") return task.kind !== "regression" ? null : words.splitNeedsClasses;
    if (kind === "random") return null;
    return columnsOf(kind).length > 0 ? null : words.splitNeedsColumn[kind];
  };
  const choose = (kind: Kind) => onSplit(splitOf(kind, columnsOf(kind)[0]?.name, split));
  const columns = split && needsColumn(split.kind) ? columnsOf(split.kind) : [];
  return (
    <Radio.Group
      value={split?.kind ?? null}
      onChange={(value) => choose(kinds.find((kind) => kind === value) ?? "random")}
      aria-label={words.chooseJudged}
    >
      <div className={classes.kinds}>
        {kinds.map((kind) => {
          const reason = refusal(kind);
          return (
            <div key={kind}>
              <Radio
                value={kind}
                label={words.splitKinds[kind]}
                description={reason ?? words.splitHelp[kind]}
                disabled={reason !== null}
              />
              {split?.kind === kind && columns.length > 0 && (
                <NativeSelect
                  className={classes.by ?? ""}
                  label={words.splitBy}
                  value={split.by ?? ""}
                  data={columns.map((column) => column.name)}
                  onChange={(event) => onSplit({ ...split, by: event.currentTarget.value })}
                />
              )}
            </div>
          );
        })}
      </div>
    </Radio.Group>
  );
}

function needsColumn(kind: Kind): boolean {
  return kind === "group" || kind === "time" || kind === "given";
}

/** A split of another kind with the fractions of the old one; a given split has none of its own. */
export function splitOf(kind: Kind, by: string | undefined, old: SplitRequest | null): SplitRequest {
  const fractions =
    kind === "given" || !old
      ? {}
      : {
          ...(old.validation === undefined ? {} : { validation: old.validation }),
          ...(old.test === undefined ? {} : { test: old.test }),
        };
  return { kind, ...(needsColumn(kind) && by !== undefined ? { by } : {}), ...fractions };
}

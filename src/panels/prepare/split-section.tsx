/** Who learns and who judges: the split as a bar, its shares and seed, and what the leak guard found. */
import { Button, NativeSelect } from "@mantine/core";
import { IconRestore } from "@tabler/icons-react";
import { useMemo } from "react";
import type { DatasetInfo } from "../../core/dataset";
import type { PreparePreview } from "../../core/prepare-preview";
import type { SplitRequest } from "../../core/split";
import { givesWindowsBack, isOfSeries, type Task } from "../../core/task";
import { useFormat, useMessages } from "../../i18n/locale";
import { NumberField } from "../../ui/controls/number-field";
import { Section } from "../../ui/controls/section";
import { SeedField } from "../../ui/controls/seed-field";
import { SplitBar } from "../../ui/controls/split-bar";
import { ClassTable } from "./class-table";
import { splitColumns } from "./question";
import { splitOf } from "./split-choice";
import classes from "./split-section.module.css";

export interface SplitSectionProps {
  readonly dataset: DatasetInfo;
  readonly task: Task;
  readonly split: SplitRequest;
  readonly seed: number;
  readonly preview: PreparePreview | null;
  readonly isChanged: boolean;
  readonly onSplit: (split: SplitRequest) => void;
  readonly onSeed: (seed: number) => void;
  readonly onReset: () => void;
}

/** More classes than the bar can name. */
const classesInBar = 8;
const kinds = ["stratified", "random", "group", "time", "given"] as const;

export function SplitSection(props: SplitSectionProps) {
  const { dataset, task, split, preview, onSplit } = props;
  const { prepare: words, reconstruction, forecast } = useMessages();
  const format = useFormat();
  const byKind = useMemo(() => {
    return new Map(kinds.map((kind) => [kind, splitColumns(kind, dataset, task)]));
  }, [dataset, task]);
  const columnsOf = (kind: SplitRequest["kind"]) => byKind.get(kind) ?? [];
  const isSeries = isOfSeries(task);
  const canBe = (kind: SplitRequest["kind"]) =>
    isSeries && (kind === "random" || kind === "stratified" || kind === "time")
      ? kind === "time"
      : kind === "random" || (kind === "stratified" ? task.kind !== "regression" : columnsOf(kind).length > 0);
  const columns = columnsOf(split.kind).map((column) => column.name);
  const named = split.by === undefined || columns.includes(split.by) ? columns : [split.by, ...columns];
  const areLabels = preview?.resolved.task.kind === "multilabel";
  return (
    <Section
      title={words.splitTitle}
      note={words.splitText}
      aside={
        props.isChanged && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconRestore size={14} stroke={1.75} aria-hidden />}
            onClick={props.onReset}
          >
            {words.resetSplit}
          </Button>
        )
      }
    >
      {preview && <SplitBar split={preview.split} areLabels={areLabels} />}
      {preview && preview.categories.length > classesInBar && (
        <ClassTable split={preview.split} areLabels={areLabels} />
      )}
      {preview && preview.leftOut > 0 && !givesWindowsBack(preview.resolved.task) && (
        <p className={classes.quiet}>
          {preview.resolved.task.kind === "reconstruction"
            ? reconstruction.leftOut(format.number(preview.leftOut))
            : isOfSeries(preview.resolved.task)
              ? forecast.leftOut(format.number(preview.leftOut))
              : words.leftOut(format.number(preview.leftOut))}
        </p>
      )}
      <div className={classes.fields}>
        <NativeSelect
          label={words.splitKind}
          value={split.kind}
          data={kinds.map((kind) => ({ value: kind, label: words.splitKindsShort[kind], disabled: !canBe(kind) }))}
          onChange={(event) => {
            const kind = kinds.find((candidate) => candidate === event.currentTarget.value) ?? "random";
            onSplit(splitOf(kind, columnsOf(kind)[0]?.name, split));
          }}
        />
        {named.length > 0 && (
          <NativeSelect
            label={words.splitBy}
            value={split.by ?? ""}
            data={named}
            onChange={(event) => onSplit({ ...split, by: event.currentTarget.value })}
          />
        )}
        {split.kind !== "given" && <Shares split={split} onSplit={onSplit} />}
        <SeedField label={words.seed} value={props.seed} onChange={props.onSeed} />
      </div>
    </Section>
  );
}

/** Validation and test in percent of the whole. What does not fit together is told by the preview. */
function Shares({ split, onSplit }: Pick<SplitSectionProps, "split" | "onSplit">) {
  const words = useMessages().prepare;
  return (["validation", "test"] as const).map((subset) => (
    <NumberField
      key={subset}
      label={words.shares[subset]}
      value={Number((100 * (split[subset] ?? 0)).toFixed(2))}
      min={0}
      max={90}
      onChange={(percent) => onSplit({ ...split, [subset]: percent / 100 })}
    />
  ));
}

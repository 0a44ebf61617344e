/** Test rows beside what comes back of them, the worst first. */
import { Button, Skeleton } from "@mantine/core";
import { useMemo, useState } from "react";
import { useMessages } from "../../../i18n/locale";
import { FailureBox } from "../../../ui/controls/failure-box";
import { Section } from "../../../ui/controls/section";
import { ReconstructionList } from "../../../ui/pictures/reconstruction-list";
import { useReconstructions } from "../../use-reconstructions";
import type { ErrorCase } from "./error-cases";

export interface ErrorGalleryProps {
  readonly run: string;
  /** Worst first. */
  readonly cases: readonly ErrorCase[];
  readonly threshold: number;
  readonly selected: ReadonlySet<number>;
  readonly onPick: (row: number) => void;
}

const pageSize = 12;

export function ErrorGallery({ run, cases, threshold, selected, onPick }: ErrorGalleryProps) {
  const { reconstruction: words } = useMessages();
  const [count, setCount] = useState(pageSize);
  const rows = useMemo(() => cases.slice(0, count).map(({ row }) => row), [cases, count]);
  const categoryOf = useMemo(() => new Map(cases.map(({ row, category }) => [row, category])), [cases]);
  const { answer: shown, failure } = useReconstructions(run, rows, false, "");
  const flagOf = (error: number) => (error > threshold ? words.isFlagged : words.isUsual);
  return (
    <Section title={words.cases} note={words.casesNote}>
      {failure && !shown ? (
        <FailureBox failure={failure} />
      ) : shown ? (
        <ReconstructionList
          items={shown.items}
          noteOf={({ row, error }) => [categoryOf.get(row), flagOf(error)].filter(Boolean).join(" · ")}
          isFlagged={({ error }) => error > threshold}
          selected={selected}
          onPick={onPick}
        />
      ) : (
        <Skeleton height={200} />
      )}
      {count < cases.length && (
        <div>
          <Button variant="default" size="compact-sm" onClick={() => setCount(count + pageSize)}>
            {words.more}
          </Button>
        </div>
      )}
    </Section>
  );
}

/** Test rows beside what comes back of them, the worst first. */
import { Button, Skeleton } from "@mantine/core";
import { useMemo, useState } from "react";
import type { CaseWindows } from "../../../core/run";
import { useFormat, useMessages } from "../../../i18n/locale";
import { FailureBox } from "../../../ui/controls/failure-box";
import { Section } from "../../../ui/controls/section";
import { ReconstructionList } from "../../../ui/pictures/reconstruction-list";
import { useReconstructions } from "../../use-reconstructions";
import { apart, type ErrorCase } from "./error-cases";

export interface ErrorGalleryProps {
  readonly run: string;
  /** Worst first. */
  readonly cases: readonly ErrorCase[];
  readonly threshold: number;
  /** null for single rows. */
  readonly windows: CaseWindows | null;
  readonly selected: ReadonlySet<number>;
  readonly onPick: (row: number) => void;
}

const pageSize = 12;

export function ErrorGallery({ run, cases: all, threshold, windows, selected, onPick }: ErrorGalleryProps) {
  const { reconstruction: words } = useMessages();
  const format = useFormat();
  const cases = useMemo(() => apart(all, windows?.lookBack ?? 1), [all, windows]);
  const [count, setCount] = useState(pageSize);
  const rows = useMemo(() => cases.slice(0, count).map(({ row }) => row), [cases, count]);
  const caseOf = useMemo(() => new Map(cases.map((one) => [one.row, one])), [cases]);
  const noteOf = (row: number, error: number) => {
    const { category, window } = caseOf.get(row) ?? {};
    const time = window && (windows?.isDated ? format.dataTime(window.time) : format.number(window.time));
    return [category, flagOf(error), time && words.endsAt(time)].filter(Boolean).join(" · ");
  };
  const { answer: shown, failure } = useReconstructions(run, rows, false, "");
  const flagOf = (error: number) => (error > threshold ? words.isFlagged : words.isUsual);
  return (
    <Section title={words.cases} note={windows ? words.casesOfWindows : words.casesNote}>
      {failure && !shown ? (
        <FailureBox failure={failure} />
      ) : shown ? (
        <ReconstructionList
          items={shown.items}
          noteOf={({ row, error }) => noteOf(row, error)}
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

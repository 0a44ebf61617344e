/** The pictures that the network got most wrong after the last epoch. */
import { Skeleton } from "@mantine/core";
import { memo, useMemo } from "react";
import type { Answer, LookedAtCase, WorstCases } from "../../../core/look";
import { inEveryLanguage } from "../../../core/wording";
import { createFormat, useFormat, useMessages } from "../../../i18n/locale";
import { messages } from "../../../i18n/messages";
import { Section } from "../../../ui/controls/section";
import type { FetchPictures } from "../../../ui/pictures/thumbnails";
import { useThumbnails } from "../../../ui/pictures/use-thumbnails";
import { useActions, useProject } from "../../workbench";
import { PictureButton } from "./picture-button";
import classes from "./pictures.module.css";
import { writeAnswer } from "./write-answer";

const picturePx = 96;

export interface WorstSectionProps {
  /** null before the end of the first epoch. */
  readonly worst: WorstCases | null;
  readonly categories: readonly string[];
  readonly dataset: string;
  /** Whether they are validation rows. */
  readonly isValidated: boolean;
  /** Whether the run goes on, so that an answer is still to come. */
  readonly isLive: boolean;
  readonly onRow: (row: number) => void;
  readonly fetchPictures: FetchPictures;
}

export const WorstSection = memo(function WorstSection(props: WorstSectionProps) {
  const { worst, categories, dataset, isValidated, isLive, onRow, fetchPictures } = props;
  const { look: words, labels } = useMessages();
  const format = useFormat();
  const actions = useActions();
  const selection = useProject((state) => state.selection);
  const rows = useMemo(() => worst?.cases.map(({ row }) => row) ?? [], [worst]);
  const thumbnails = useThumbnails(fetchPictures, picturePx, { rows, from: 0, to: rows.length });
  const isClasses = categories.length > 0;
  const areLabels = worst?.cases.some(({ actual }) => typeof actual !== "number") ?? false;
  const write = (answer: Answer) => writeAnswer(answer, categories, format);
  const wordsOf = ({ actual, predicted }: LookedAtCase) => {
    if (typeof actual === "number" || typeof predicted === "number") return words.said(write(actual), write(predicted));
    // Of several labels those that are wrong: all of them are too many for the width of a picture.
    const missed = actual.filter((label) => !predicted.includes(label));
    const wrong = predicted.filter((label) => !actual.includes(label));
    return [
      ...(missed.length > 0 ? [labels.missedLabels(write(missed))] : []),
      ...(wrong.length > 0 ? [labels.wrongLabels(write(wrong))] : []),
    ].join("; ");
  };
  const choose = (row: number) => {
    const label = inEveryLanguage((locale) =>
      messages[locale].look.selectionLabel(createFormat(locale).number(row + 1)),
    );
    actions.select({ dataset, rows: [row], label });
    onRow(row);
  };
  const isSelected = (row: number) => selection?.dataset === dataset && selection.rows.includes(row);
  const counts = worst && {
    total: format.number(worst.rowCount),
    wrong: format.number(worst.wrongCount),
    epoch: format.number(worst.epoch),
  };
  return (
    <Section
      title={words.worst}
      note={areLabels ? labels.worstNote : isValidated ? words.worstNote : words.worstTrainNote}
      aside={
        counts && (
          <span className={classes.quiet}>
            {isClasses
              ? words.worstCount(counts.wrong, counts.total, counts.epoch)
              : words.worstValues(counts.total, counts.epoch)}
          </span>
        )
      }
    >
      {!worst && isLive && <p className={classes.quiet}>{words.worstWaiting}</p>}
      {!worst && <Skeleton height={picturePx} animate={isLive} />}
      {worst?.wrongCount === 0 && <p>{words.noneWrong(format.number(worst.rowCount))}</p>}
      <div className={classes.worst}>
        {worst?.cases.map((one) => (
          <PictureButton
            key={one.row}
            picture={thumbnails.picture(one.row)}
            size={picturePx}
            label={[
              words.select(format.number(one.row + 1)),
              wordsOf(one),
              ...(Number.isFinite(one.probability) ? [words.sure(format.percent(one.probability, 0))] : []),
            ].join(", ")}
            isPressed={isSelected(one.row)}
            onClick={() => choose(one.row)}
          >
            <span className={classes.said}>{wordsOf(one)}</span>
            {isClasses && Number.isFinite(one.probability) && (
              <span className={classes.quiet}>{words.sure(format.percent(one.probability, 0))}</span>
            )}
          </PictureButton>
        ))}
      </div>
    </Section>
  );
});

/** Words in the plane in which they differ most; a word is looked up by a click. */
import { useElementSize } from "@mantine/hooks";
import { useMemo } from "react";
import type { WordAnswer } from "../../../core/word-vectors";
import { useFormat, useMessages } from "../../../i18n/locale";
import { ChartFrame } from "../chart-frame";
import { placeWords } from "./place-words";
import classes from "./words.module.css";

export interface WordMapProps {
  readonly answer: Extract<WordAnswer, { readonly kind: "map" }>;
  readonly onWord: (word: string) => void;
  readonly onFailure: (error: unknown) => void;
}

const height = 460;

export function WordMap({ answer, onWord, onFailure }: WordMapProps) {
  const { embeddings: words } = useMessages();
  const format = useFormat();
  const { ref, width } = useElementSize();
  const { points, explained } = answer;
  const placed = useMemo(() => placeWords(points, width, height), [points, width]);
  const labelled = placed.filter(({ isLabelled }) => isLabelled).length;
  const [x, y] = explained.map((share) => format.percent(share)) as [string, string]; // two components
  const summary = words.mapSummary(format.number(points.length), x, y, format.number(labelled));
  return (
    <ChartFrame
      title={words.mapTitle}
      summary={summary}
      numbers={() => ({
        columns: [words.word, words.firstComponent, words.secondComponent, words.occurrences],
        rows: points.map((point) => [point.word, point.x, point.y, point.count ?? ""]),
      })}
      onFailure={onFailure}
    >
      <div ref={ref}>
        <svg className={classes.map} width={width} height={height} role="img" aria-label={summary}>
          {placed.map(({ word, left, top, shade, isLabelled, count }) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the form above does the same by keyboard
            <g key={word} className={classes.point} onClick={() => onWord(word)}>
              <title>{count === null ? word : words.wordCount(word, format.number(count))}</title>
              <circle cx={left} cy={top} r={isLabelled ? 3 : 2.5} opacity={shade} />
              {isLabelled && (
                <text x={left + 6} y={top + 4}>
                  {word}
                </text>
              )}
            </g>
          ))}
        </svg>
      </div>
    </ChartFrame>
  );
}

/** Vectors of words to look at: what lies near a word, what fits an analogy, where a text stands, and the map. */
import { SegmentedControl } from "@mantine/core";
import { useCallback, useState } from "react";
import type { WordAnswer, WordQuestion } from "../../../core/word-vectors";
import { useFormat, useMessages } from "../../../i18n/locale";
import { DownloadButton } from "../../controls/download-button";
import { FailureBox } from "../../controls/failure-box";
import { Section } from "../../controls/section";
import { useWordAnswer } from "./use-word-answer";
import { WordMap } from "./word-map";
import { WordQuestionForm, type QuestionKind } from "./word-question-form";
import { NearWords } from "./near-words";
import classes from "./words.module.css";

export interface WordViewsProps {
  /** Another source must come with another key. */
  readonly ask: (question: WordQuestion) => Promise<WordAnswer>;
  readonly makeFile: () => Promise<Blob>;
  readonly fileName: string;
  readonly onFailure: (error: unknown) => void;
}

const mapCounts = ["100", "200", "400"] as const;
const nearCount = 12;
/** The shortest words of a language are seldom worth a look. */
const longWord = 4;

export function WordViews({ ask, makeFile, fileName, onFailure }: WordViewsProps) {
  const { embeddings: words } = useMessages();
  const format = useFormat();
  const [mapCount, setMapCount] = useState<string>(mapCounts[1]);
  const [kind, setKind] = useState<QuestionKind>("nearest");
  const [question, setQuestion] = useState<WordQuestion | null>(null);
  const map = useWordAnswer(ask, "map", Number(mapCount));
  const facts = map.answer?.facts;
  const first = facts && (facts.common.findLast((word) => word.length >= longWord) ?? facts.common.at(-1));
  const asked = question ?? (first === undefined ? null : { kind: "nearest" as const, word: first, count: nearCount });
  const near = useWordAnswer(ask, asked);
  const lookUp = useCallback((word: string) => {
    setKind("nearest");
    setQuestion({ kind: "nearest", word, count: nearCount });
  }, []);
  return (
    <>
      <Section
        title={words.nearTitle}
        note={facts ? words.nearNote(format.number(facts.wordCount), format.number(facts.size)) : words.waiting}
      >
        <div className={classes.ask}>
          <SegmentedControl
            size="xs"
            aria-label={words.askKind}
            value={kind}
            data={[
              { value: "nearest", label: words.askNearest },
              { value: "analogy", label: words.askAnalogy },
              { value: "text", label: words.askText },
            ]}
            onChange={(value) => setKind(value === "analogy" || value === "text" ? value : "nearest")}
          />
          <WordQuestionForm
            key={`${kind} ${kind === "nearest" && asked?.kind === "nearest" ? asked.word : ""}`}
            kind={kind}
            asked={asked}
            common={facts?.common ?? []}
            count={nearCount}
            onAsk={setQuestion}
          />
          {near.failure && <FailureBox failure={near.failure} />}
          {near.answer?.kind === "words" && asked && (
            <NearWords question={asked} answer={near.answer} onWord={lookUp} />
          )}
        </div>
      </Section>
      <Section
        title={words.mapTitle}
        note={words.mapNote}
        aside={
          <SegmentedControl
            size="xs"
            aria-label={words.mapCount}
            value={mapCount}
            data={mapCounts.map((value) => ({ value, label: words.mapWords(format.number(Number(value))) }))}
            onChange={setMapCount}
          />
        }
      >
        {map.failure && <FailureBox failure={map.failure} />}
        {map.answer?.kind === "map" && <WordMap answer={map.answer} onWord={lookUp} onFailure={onFailure} />}
      </Section>
      <Section title={words.fileTitle} note={words.fileNote}>
        <div>
          <DownloadButton label={words.fileSave} fileName={fileName} make={makeFile} onFailure={onFailure} />
        </div>
      </Section>
    </>
  );
}

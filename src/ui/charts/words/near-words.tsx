/** Words by their nearness, each to be looked up in turn. */
import { Button, Table } from "@mantine/core";
import type { WordAnswer, WordQuestion } from "../../../core/word-vectors";
import { useFormat, useMessages } from "../../../i18n/locale";
import { TableHead } from "../../controls/table-head";
import classes from "./words.module.css";

export interface NearWordsProps {
  readonly question: WordQuestion;
  readonly answer: Extract<WordAnswer, { readonly kind: "words" }>;
  readonly onWord: (word: string) => void;
}

export function NearWords({ question, answer, onWord }: NearWordsProps) {
  const { embeddings: words } = useMessages();
  const format = useFormat();
  const hasCounts = answer.words.some(({ count }) => count !== null);
  const title =
    question.kind === "nearest"
      ? words.nearestTo(question.word)
      : question.kind === "analogy"
        ? words.analogyOf(question.a, question.b, question.c)
        : words.nearText;
  return (
    <div aria-live="polite">
      <p className={classes.title}>{title}</p>
      {question.kind === "analogy" && <p className={classes.quiet}>{words.analogyDoubt}</p>}
      {answer.unknown.length > 0 && <p className={classes.quiet}>{words.unknown(format.list(answer.unknown))}</p>}
      <Table className={`lb-number ${classes.near}`} verticalSpacing={2} aria-label={title}>
        <TableHead columns={[words.word, words.cosine, hasCounts && words.occurrences]} />
        <Table.Tbody>
          {answer.words.map(({ word, cosine, count }) => (
            <Table.Tr key={word}>
              <Table.Th scope="row">
                <Button variant="subtle" size="compact-sm" onClick={() => onWord(word)}>
                  {word}
                </Button>
              </Table.Th>
              <Table.Td>
                <span className={classes.cosine}>
                  <span className={classes.track} aria-hidden>
                    <span className={classes.fill} style={{ width: `${100 * Math.max(0, cosine)}%` }} />
                  </span>
                  {cosine.toFixed(3)}
                </span>
              </Table.Td>
              {hasCounts && <Table.Td>{count === null ? "–" : format.number(count)}</Table.Td>}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

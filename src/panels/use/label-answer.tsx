/** The prediction of one case where several labels may hold: which are found, and how probable each is. */
import { IconCheck } from "@tabler/icons-react";
import type { Predictions } from "../../core/run";
import { useFormat, useMessages } from "../../i18n/locale";
import classes from "./label-answer.module.css";

/** From here on a label counts as found. */
export const foundFrom = 0.5;

export function LabelAnswer({ answer }: { answer: Predictions }) {
  const { labels: words, use } = useMessages();
  const format = useFormat();
  const [value] = answer.values;
  const probabilities = answer.probabilities?.[0] ?? [];
  const { categories = [] } = answer;
  if (value === null || value === undefined) return <p>{use.cannot}</p>;
  const found = categories.filter((_, index) => (probabilities[index] ?? 0) >= foundFrom);
  return (
    <div className={classes.answer}>
      <p className={classes.quiet}>{words.found}</p>
      <p className={classes.value} data-testid="answer">
        {found.length > 0 ? format.list(found) : words.none}
      </p>
      <p className={classes.quiet}>{words.answerNote(format.percent(foundFrom, 0))}</p>
      <ul className={classes.labels} aria-label={words.allLabels}>
        {categories.map((label, index) => {
          const probability = probabilities[index] ?? Number.NaN;
          const isFound = found.includes(label);
          return (
            <li key={label} className={classes.label} data-found={isFound || undefined}>
              <span className={classes.name}>
                {isFound && <IconCheck size={14} stroke={2} role="img" aria-label={words.found} />}
                {label}
              </span>
              <span className={classes.track} aria-hidden>
                <span className={classes.fill} style={{ width: `${100 * (probability || 0)}%` }} />
              </span>
              <span className="lb-number">{format.percent(probability)}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

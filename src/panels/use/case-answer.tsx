/** The prediction of one case: the value, or every class or label with its probability. */
import { answerName } from "../../core/answer-columns";
import type { Predictions } from "../../core/run";
import type { Task } from "../../core/task";
import { useFormat, useMessages } from "../../i18n/locale";
import { categoryColor } from "../../ui/theme";
import { LabelAnswer } from "./label-answer";
import classes from "./use.module.css";

export function CaseAnswer({ answer, task }: { answer: Predictions; task: Task }) {
  if (task.kind === "multilabel") return <LabelAnswer answer={answer} />;
  if (task.kind === "reconstruction") return <ErrorAnswer answer={answer} />;
  return <SingleAnswer answer={answer} target={answerName(task)} />;
}

function ErrorAnswer({ answer }: { answer: Predictions }) {
  const { use, reconstruction: words } = useMessages();
  const format = useFormat();
  const [error] = answer.values;
  if (typeof error !== "number") return <p>{use.cannot}</p>;
  const threshold = format.significant(answer.threshold ?? NaN);
  return (
    <div className={classes.answer}>
      <p className={classes.quiet}>{words.errorOf}</p>
      <p className={classes.value} data-testid="answer">
        {format.significant(error)}
      </p>
      <p>{answer.flagged?.[0] ? words.aboveThreshold(threshold) : words.belowThreshold(threshold)}</p>
    </div>
  );
}

function SingleAnswer({ answer, target }: { answer: Predictions; target: string }) {
  const { use } = useMessages();
  const format = useFormat();
  const [value] = answer.values;
  const probabilities = answer.probabilities?.[0];
  if (value === null || value === undefined) return <p>{use.cannot}</p>;
  return (
    <div className={classes.answer}>
      <p className={classes.quiet}>{use.value(target)}</p>
      <p className={classes.value} data-testid="answer">
        {typeof value === "number" ? format.significant(value) : value}
      </p>
      {probabilities && answer.categories && (
        <dl className={classes.probabilities}>
          {answer.categories.map((category, index) => (
            <div key={category}>
              <dt>{category}</dt>
              <dd>
                <span
                  className={classes.bar}
                  style={{ width: `${(probabilities[index] ?? 0) * 60}%`, background: categoryColor(index) }}
                />
                <span className="lb-number">{format.percent(probabilities[index] ?? 0)}</span>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

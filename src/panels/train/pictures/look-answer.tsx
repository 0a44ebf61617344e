/** What the network says of the picture: its likeliest classes with their probabilities, or a value. */
import type { Answer, Look } from "../../../core/look";
import { useFormat, useMessages } from "../../../i18n/locale";
import classes from "./pictures.module.css";
import { writeAnswer } from "./write-answer";

const mostClasses = 5;

/** `actual` is the class code, the value or the labels of the row, null where it is not known. */
export function LookAnswer({ look, actual }: { look: Look; actual: Answer | null }) {
  const { look: words } = useMessages();
  const format = useFormat();
  const { categories, outputs } = look;
  const [value] = outputs;
  if (value === undefined) return <p className={classes.quiet}>{words.dropped}</p>;
  if (categories.length === 0) {
    const said = format.significant(value);
    return (
      <p>
        {actual === null ? words.saysValue(said) : words.saysValueOf(said, writeAnswer(actual, categories, format))}
      </p>
    );
  }
  const isActual = (code: number) => (typeof actual === "number" ? [actual] : (actual ?? [])).includes(code);
  const likeliest = categories
    .map((name, code) => ({ name, code, probability: outputs[code] ?? 0 }))
    .toSorted((a, b) => b.probability - a.probability)
    .filter(({ code }, place) => place < mostClasses || isActual(code));
  return (
    <ul className={classes.answer} aria-label={words.answer}>
      {likeliest.map(({ name, code, probability }) => (
        <li key={code}>
          <span className={classes.answerName} title={name}>
            {name}
            {isActual(code) && (
              <>
                {" "}
                <span className={classes.quiet}>· {words.isActual}</span>
              </>
            )}
          </span>
          <span className="lb-number">{format.percent(probability, 0)}</span>
          <span className={classes.bar} aria-hidden>
            <span style={{ width: `${100 * probability}%` }} data-actual={isActual(code) || undefined} />
          </span>
        </li>
      ))}
    </ul>
  );
}

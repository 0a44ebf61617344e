/** The words that speak for each class, in columns side by side. */
import type { ClassWords } from "../../core/text-summary";
import { useFormat, useMessages } from "../../i18n/locale";
import { Section } from "../../ui/controls/section";
import { categoryColor } from "../../ui/theme";
import classes from "./texts-section.module.css";

export function ClassWordsTable({ classes: found }: { classes: readonly ClassWords[] }) {
  const { texts: words } = useMessages();
  const format = useFormat();
  return (
    <Section level={3} title={words.byClass} note={words.byClassNote}>
      <div className={classes.classes}>
        {found.map(({ category, textCount, words: list }, code) => (
          <section key={category} aria-label={words.wordsOf(category)}>
            <h4 className={classes.category}>
              <span className={classes.mark} style={{ background: categoryColor(code) }} aria-hidden />
              {category} <span className={classes.quiet}>{words.texts(format.number(textCount))}</span>
            </h4>
            {list.length === 0 && <p className={classes.quiet}>{words.none}</p>}
            <ol className={classes.words}>
              {list.map(({ word, inside, outside, z }) => (
                <li key={word} title={words.wordFacts(format.number(inside), format.number(outside), z.toFixed(1))}>
                  <span className={classes.word}>{word}</span>
                  <span className={`lb-number ${classes.quiet}`}>
                    {words.counts(format.number(inside), format.number(outside))}
                  </span>
                </li>
              ))}
            </ol>
          </section>
        ))}
      </div>
    </Section>
  );
}

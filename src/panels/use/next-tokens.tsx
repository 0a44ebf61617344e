/** What may come right behind the beginning, with its probability. */
import type { NextToken } from "../../core/generation";
import { useFormat, useMessages } from "../../i18n/locale";
import { Section } from "../../ui/controls/section";
import { visible } from "./visible";
import classes from "./write-texts.module.css";

export function NextTokens({ next }: { readonly next: readonly NextToken[] }) {
  const { writing: words } = useMessages();
  const format = useFormat();
  return (
    <Section title={words.next} note={words.nextNote} level={3}>
      <table className={classes.next} aria-label={words.next}>
        <thead className="lb-hidden">
          <tr>
            <th scope="col">{words.token}</th>
            <th scope="col">{words.probability}</th>
          </tr>
        </thead>
        <tbody>
          {next.map(({ text, probability }) => (
            <tr key={text}>
              <th scope="row">{text === "" ? words.end : <code>{visible(text)}</code>}</th>
              <td>
                <span
                  className={classes.bar}
                  style={{ width: `${(100 * probability) / (next[0]?.probability ?? 1)}%` }}
                />
                <span className="lb-number">{format.percent(probability)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

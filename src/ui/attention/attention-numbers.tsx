/** What one word asks of all others, or all of them in the mean, in numbers. */
import { useFormat, useMessages } from "../../i18n/locale";
import { ScrollRegion } from "../controls/scroll-region";
import classes from "./attention.module.css";
import type { Stages } from "./stages";

export interface AttentionNumbersProps {
  readonly title: string;
  /** What the keys are. */
  readonly name: string;
  readonly keys: readonly string[];
  readonly stages: Stages;
  /** Null: the mean of all, of which there are only weights. */
  readonly query: number | null;
  readonly shares: Float32Array;
}

export function AttentionNumbers({ title, name, keys, stages, query, shares }: AttentionNumbersProps) {
  const { attention: words } = useMessages();
  const format = useFormat();
  const at = (values: Float32Array, key: number) => values[(query ?? 0) * stages.keyCount + key] ?? Number.NaN;
  return (
    <details className={classes.details}>
      <summary>{words.numbers}</summary>
      <ScrollRegion label={title} className={classes.numbers}>
        <table className="lb-number">
          <caption>{title}</caption>
          <thead>
            <tr>
              <th scope="col">{name}</th>
              {query !== null && <th scope="col">{words.product}</th>}
              {query !== null && <th scope="col">{words.scaled}</th>}
              <th scope="col">{words.weight}</th>
            </tr>
          </thead>
          <tbody>
            {keys.map((word, key) => (
              // oxlint-disable-next-line react/no-array-index-key -- a word has no name but its place
              <tr key={key}>
                <th scope="row">{word}</th>
                {query !== null && <td>{format.significant(at(stages.products, key))}</td>}
                {query !== null && (
                  <td>
                    {Number.isNaN(at(stages.scaled, key)) ? words.masked : format.significant(at(stages.scaled, key))}
                  </td>
                )}
                <td>{format.percent(shares[key] ?? 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </details>
  );
}

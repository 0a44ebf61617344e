/** What each piece that was written looked at in the source, as a matrix of shades; a row under the mouse or the focus lights up what it looked at. */
import { useState, type CSSProperties } from "react";
import type { Alignment } from "../../core/generation";
import { useFormat, useMessages } from "../../i18n/locale";
import { ScrollRegion } from "../../ui/controls/scroll-region";
import { Section } from "../../ui/controls/section";
import classes from "./alignment-table.module.css";
import { visible } from "./visible";

export function AlignmentTable({ alignment }: { readonly alignment: Alignment }) {
  const { writing: words } = useMessages();
  const format = useFormat();
  const [chosen, setChosen] = useState(0);
  const { source, written, weights } = alignment;
  // Another text may be shorter.
  const lit = Math.min(chosen, weights.length - 1);
  const nameOf = (at: number) => (written[at] ? visible(written[at]) : words.alignmentEnd);
  const row = weights[lit] ?? [];
  const most = row.indexOf(Math.max(...row));
  const looked = (at: number, key: number) =>
    words.looked(nameOf(at), visible(source[key] ?? ""), format.percent(weights[at]?.[key] ?? 0, 0));
  return (
    <Section title={words.alignment} note={words.alignmentNote} level={3}>
      <p className={classes.readout}>{looked(lit, most)}</p>
      <ScrollRegion label={words.alignment} className={classes.scroll}>
        <table className={classes.alignment} aria-label={words.alignment}>
          <thead>
            <tr>
              <td>
                <span className="lb-hidden">{words.alignmentRows}</span>
              </td>
              {source.map((piece, key) => (
                // oxlint-disable-next-line react/no-array-index-key -- a piece has no name but its place
                <th key={key} scope="col" data-lit={key === most || undefined} style={shade(row[key])}>
                  {visible(piece)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weights.map((shares, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- as above
              <tr key={at} data-lit={at === lit || undefined} onMouseEnter={() => setChosen(at)}>
                <th scope="row">
                  <button
                    type="button"
                    aria-pressed={at === lit}
                    onFocus={() => setChosen(at)}
                    onClick={() => setChosen(at)}
                  >
                    {nameOf(at)}
                  </button>
                </th>
                {shares.map((share, key) => (
                  // oxlint-disable-next-line react/no-array-index-key -- as above
                  <td key={key} title={looked(at, key)} style={shade(share)}>
                    <span className="lb-hidden">{format.percent(share, 0)}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Section>
  );
}

function shade(share = 0): CSSProperties {
  return { "--share": `${100 * share}%` } as CSSProperties; // a variable of our own
}

/** The band of a forecast: how often the truth was in it, and how good its quantiles are beside the simple rules with their usual spread. */
import { Table } from "@mantine/core";
import type { Interval, QuantileEvaluation } from "../../core/evaluation";
import { useFormat, useMessages } from "../../i18n/locale";
import { Section } from "../../ui/controls/section";
import { TableHead } from "../../ui/controls/table-head";
import classes from "./evaluate.module.css";

export function BandSection({ quantiles }: { readonly quantiles: QuantileEvaluation }) {
  const { forecast: words, evaluate } = useMessages();
  const format = useFormat();
  const { band, pinball, rivals, levels } = quantiles;
  if (!band) return null;
  const percent = (share: number) => format.percent(share, 0);
  const range = ({ low, high }: Interval) => `${percent(low)} – ${percent(high)}`;
  const week = rivals.find(({ rule }) => rule === "last-week");
  const rows = [
    { id: "model", name: words.model, pinball, covered: band.covered, width: band.width, lead: null },
    ...rivals.map(({ rule, lead, ...own }) => ({
      ...{ id: rule, name: evaluate.forecastRules[rule], lead: lead ?? null },
      ...own,
    })),
  ].toSorted((a, b) => a.pinball - b.pinball);
  return (
    <Section title={words.band} note={words.bandNote}>
      <p data-testid="band">
        {words.bandSentence(
          percent(band.covered),
          band.interval ? range(band.interval) : null,
          format.level(band.nominal),
          format.significant(band.width),
        )}{" "}
        {week && words.bandWeek(format.significant(pinball), format.significant(week.pinball), leadOf(week.lead))}
      </p>
      <Table.ScrollContainer minWidth={560}>
        <Table verticalSpacing={4} className="lb-number" aria-label={words.band}>
          <TableHead columns={[words.rule, words.pinball, words.inBand, words.bandWidth, words.lead]} />
          <Table.Tbody>
            {rows.map(({ id, name, lead, ...own }) => (
              <Table.Tr key={id} data-band={id} {...(id === "model" ? { bg: "var(--lb-mark)" } : {})}>
                <Table.Th scope="row" className={classes.scoreName}>
                  {name}
                </Table.Th>
                <Table.Td>{format.significant(own.pinball)}</Table.Td>
                <Table.Td>{format.percent(own.covered)}</Table.Td>
                <Table.Td>{format.significant(own.width)}</Table.Td>
                <Table.Td className={classes.range}>
                  {id !== "model" &&
                    `${format.significant(own.pinball - pinball)} (${
                      lead ? `${format.significant(lead.low)} – ${format.significant(lead.high)}` : words.noLead
                    })`}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <p className={classes.quiet}>
        {words.bandLevels(
          format.list(levels.map(({ level, below }) => words.bandLevel(format.level(level), format.level(below)))),
        )}
      </p>
    </Section>
  );
}

/** Whether the lead is surely above or below zero. */
function leadOf(lead: Interval | undefined): "better" | "worse" | "unsure" {
  if (lead && lead.low > 0) return "better";
  return lead && lead.high < 0 ? "worse" : "unsure";
}

/** A model beside simple rules on the same windows, in the order given, with the lead over each. */
import { Table } from "@mantine/core";
import { useMessages } from "../../i18n/locale";
import { Section } from "../../ui/controls/section";
import { TableHead } from "../../ui/controls/table-head";
import classes from "./evaluate.module.css";

/** The row of the model itself, which is marked. */
export const modelRow = "model";

export interface RuleRow {
  readonly id: string;
  readonly name: string;
  readonly isBest?: boolean;
  /** Scores as they are written, one for each heading. */
  readonly scores: readonly string[];
  /** null in the row of the model. */
  readonly lead: string | null;
}

export interface RulesTableProps {
  readonly title: string;
  readonly note: string;
  /** Names of the scores. */
  readonly headings: readonly string[];
  readonly rows: readonly RuleRow[];
  /** Pixels below which it is scrolled. */
  readonly minWidth: number;
}

export function RulesTable({ title, note, headings, rows, minWidth }: RulesTableProps) {
  const { forecast: words } = useMessages();
  return (
    <Section title={title} note={note}>
      <Table.ScrollContainer minWidth={minWidth}>
        <Table verticalSpacing={6} className="lb-number" aria-label={title}>
          <TableHead columns={[words.rule, ...headings, words.lead]} />
          <Table.Tbody>
            {rows.map(({ id, name, isBest, scores, lead }) => (
              <Table.Tr key={id} data-rule={id} {...(id === modelRow ? { bg: "var(--lb-mark)" } : {})}>
                <Table.Th scope="row" className={classes.scoreName}>
                  {name}
                  {isBest && <span className={classes.term}>{words.best}</span>}
                </Table.Th>
                {headings.map((heading, at) => (
                  <Table.Td key={heading}>{scores[at]}</Table.Td>
                ))}
                <Table.Td className={classes.range}>{lead}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}

/** The text of a case in a table of cases: three lines of it, the whole behind the pointer. */
import { Table } from "@mantine/core";
import classes from "./evaluate.module.css";

export function CaseText({ text }: { readonly text: string | undefined }) {
  return (
    <Table.Td>
      <span className={classes.caseText} title={text}>
        {text}
      </span>
    </Table.Td>
  );
}

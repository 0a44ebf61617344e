/** The first row of a table: what its columns hold, without those that are not shown. */
import { Table } from "@mantine/core";

export interface TableHeadProps {
  readonly columns: readonly (string | false | null | undefined)[];
}

export function TableHead({ columns }: TableHeadProps) {
  return (
    <Table.Thead>
      <Table.Tr>
        {columns.map(
          (column, place) =>
            typeof column === "string" && (
              // Two may have the same words.
              <Table.Th key={`${place} ${column}`} scope="col">
                {column}
              </Table.Th>
            ),
        )}
      </Table.Tr>
    </Table.Thead>
  );
}

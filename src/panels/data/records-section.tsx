/** The table of the data set: every row and column, a search for columns, and the selected rows alone where that is asked for. */
import { SegmentedControl, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useCallback, useMemo } from "react";
import type { ColumnKind } from "../../core/column";
import type { DatasetInfo } from "../../core/dataset";
import type { Selection } from "../../state/workbench";
import { useFormat, useMessages } from "../../i18n/locale";
import { DataTable, type TableColumn } from "../../ui/controls/data-table";
import type { FetchRows } from "../../ui/controls/row-pages";
import { useActions } from "../workbench";
import { ColumnHead } from "./column-head";
import classes from "./records-section.module.css";

export interface RecordsSectionProps {
  readonly dataset: DatasetInfo;
  /** Of this data set, or null. */
  readonly selection: Selection | null;
  /** Part of the names of the columns to show. */
  readonly find: string;
  readonly onFind: (text: string) => void;
  readonly isSelectedOnly: boolean;
  readonly onSelectedOnly: (isSelectedOnly: boolean) => void;
  readonly onConvert: (column: string, kind: ColumnKind) => void;
  readonly onPickRow: (row: number) => void;
}

const headHeightPx = 148;
const columnWidths: Record<ColumnKind, number> = { number: 144, category: 168, text: 240, time: 168 };

export function RecordsSection(props: RecordsSectionProps) {
  const { dataset, selection, find, onFind, isSelectedOnly, onSelectedOnly, onConvert, onPickRow } = props;
  const words = useMessages().data;
  const format = useFormat();
  const { rows: fetchAll } = useActions();
  const wanted = find.trim().toLocaleLowerCase();
  const shown = useMemo(
    () => dataset.columns.flatMap(({ name }, at) => (name.toLocaleLowerCase().includes(wanted) ? [at] : [])),
    [dataset.columns, wanted],
  );
  const columns = useMemo(
    () =>
      shown.map((at): TableColumn | null => tableColumn(dataset, at, onConvert)).filter((column) => column !== null),
    [dataset, shown, onConvert],
  );
  const only = isSelectedOnly && selection ? selection.rows : null;
  const fetchRows = useCallback<FetchRows>(
    async (from, to) => {
      const page = only
        ? await fetchAll(dataset.id, 0, Math.min(to, only.length) - from, only.slice(from, to))
        : await fetchAll(dataset.id, from, to);
      const isWhole = shown.length === dataset.columns.length;
      return { from, rows: page.rows, values: isWhole ? page.values : shown.map((at) => page.values[at] ?? []) };
    },
    [dataset, shown, only, fetchAll],
  );
  const selected = useMemo(() => new Set(selection?.rows), [selection]);
  const [rowCount, columnCount] = [format.number(dataset.rowCount), format.number(dataset.columns.length)];
  return (
    <section className={classes.records} aria-label={words.tableTitle}>
      <div className={classes.tools}>
        <TextInput
          className={classes.find ?? ""}
          value={find}
          onChange={(event) => onFind(event.currentTarget.value)}
          placeholder={words.findColumn}
          aria-label={words.findColumn}
          leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
        />
        <span className={classes.count} role="status">
          {wanted !== "" && words.columnsShown(format.number(shown.length), columnCount)}
        </span>
        {selection && (
          <SegmentedControl
            size="xs"
            aria-label={words.whichRows}
            value={isSelectedOnly ? "selected" : "all"}
            data={[
              { value: "all", label: words.allRows },
              { value: "selected", label: words.selectedRows(format.number(selection.rows.length)) },
            ]}
            onChange={(value) => onSelectedOnly(value === "selected")}
          />
        )}
      </div>
      {selection && <p className={classes.count}>{format.text(selection.label)}</p>}
      {columns.length === 0 ? (
        <p className={classes.nothing}>{words.noColumn(find)}</p>
      ) : (
        <DataTable
          caption={words.tableCaption(dataset.name, rowCount, columnCount)}
          columns={columns}
          rowCount={only ? only.length : dataset.rowCount}
          fetchRows={fetchRows}
          height="max(420px, calc(100dvh - 240px))"
          headHeight={headHeightPx}
          selected={selected}
          onPickRow={onPickRow}
        />
      )}
    </section>
  );
}

function tableColumn(
  dataset: DatasetInfo,
  at: number,
  onConvert: (column: string, kind: ColumnKind) => void,
): TableColumn | null {
  const column = dataset.columns[at];
  if (!column) return null;
  const { name, kind } = column;
  return {
    name,
    kind,
    width: columnWidths[kind],
    head: <ColumnHead column={column} rowCount={dataset.rowCount} onConvert={(wanted) => onConvert(name, wanted)} />,
  };
}

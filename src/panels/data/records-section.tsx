/** The table of the data set: every row and column, a search for columns, and the selected rows alone where that is asked for. */
import { CloseButton, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useCallback, useMemo, type ReactNode } from "react";
import type { ColumnInfo, ColumnKind } from "../../core/column";
import type { DatasetInfo } from "../../core/dataset";
import type { Selection } from "../../state/workbench";
import { useFormat, useMessages } from "../../i18n/locale";
import { DataTable } from "../../ui/controls/data-table";
import type { FetchRows } from "../../ui/controls/row-pages";
import type { TableColumn } from "../../ui/controls/table-column";
import { ToolRow } from "../../ui/controls/tool-row";
import { imageColumnOf, usePictures } from "../use-pictures";
import { useActions } from "../workbench";
import { CellPicture, useCellPictures } from "./cell-picture";
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
  readonly onConvert: (column: string, kind: ColumnKind) => void;
  readonly onPickRow: (row: number) => void;
  /** Which view: before the search. */
  readonly before?: ReactNode;
  /** Which rows: after it. */
  readonly children?: ReactNode;
}

const headHeightPx = 134;
/** Room for the mark of an identifier. */
const identifierPx = 40;
const columnWidths: Record<ColumnKind, number> = { number: 144, category: 168, text: 240, time: 192, image: 120 };

export function RecordsSection(props: RecordsSectionProps) {
  const { dataset, selection, find, onFind, isSelectedOnly, onConvert, onPickRow, before, children } = props;
  const words = useMessages().data;
  const format = useFormat();
  const { rows: fetchAll } = useActions();
  const wanted = find.trim().toLocaleLowerCase();
  const found = useMemo(
    () => dataset.columns.filter(({ name }) => name.toLocaleLowerCase().includes(wanted)),
    [dataset.columns, wanted],
  );
  const names = useMemo(() => found.map(({ name }) => name), [found]);
  const imageColumn = imageColumnOf(dataset);
  const fetchPictures = usePictures(dataset, imageColumn ?? "");
  const pictures = useCellPictures(imageColumn === null ? null : fetchPictures);
  const columns = useMemo(
    () =>
      found.map((column) => {
        const shown = tableColumn(column, dataset.rowCount, onConvert);
        if (!pictures || column.name !== imageColumn) return shown;
        return {
          ...shown,
          show: (size: string | number, row: number) => (
            <CellPicture pictures={pictures} row={row} size={String(size)} />
          ),
        };
      }),
    [found, dataset.rowCount, onConvert, pictures, imageColumn],
  );
  const only = isSelectedOnly && selection ? selection.rows : null;
  const fetchRows = useCallback<FetchRows>(
    async (from, to) => {
      const some = names.length < dataset.columns.length ? names : undefined;
      if (!only) return fetchAll(dataset.id, from, to, undefined, some);
      const page = await fetchAll(dataset.id, 0, Math.min(to, only.length) - from, only.slice(from, to), some);
      return { ...page, from };
    },
    [dataset, names, only, fetchAll],
  );
  const selected = useMemo(() => new Set(selection?.rows), [selection]);
  const [rowCount, columnCount] = [format.number(dataset.rowCount), format.number(dataset.columns.length)];
  return (
    <section className={classes.records} aria-label={words.tableTitle}>
      <ToolRow>
        {before}
        <TextInput
          className={classes.find ?? ""}
          value={find}
          onChange={(event) => onFind(event.currentTarget.value)}
          placeholder={words.findColumn}
          aria-label={words.findColumn}
          leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
          rightSection={
            find !== "" && <CloseButton size="sm" aria-label={words.clearFind} onClick={() => onFind("")} />
          }
        />
        <span className={classes.count} role="status">
          {wanted !== "" && words.columnsShown(format.number(found.length), columnCount)}
        </span>
        {children}
      </ToolRow>
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
  column: ColumnInfo,
  rowCount: number,
  onConvert: (column: string, kind: ColumnKind) => void,
): TableColumn {
  const { name, kind } = column;
  return {
    name,
    kind,
    width: columnWidths[kind] + (column.idLike ? identifierPx : 0),
    head: <ColumnHead column={column} rowCount={rowCount} onConvert={(wanted) => onConvert(name, wanted)} />,
  };
}

/** What stands under the name in the head of a column: its kind (changeable), how its values are spread, and what is missing. */
import { Menu } from "@mantine/core";
import {
  IconAbc,
  IconCalendar,
  IconCategory,
  IconCheck,
  IconChevronDown,
  IconHash,
  IconId,
  IconPhoto,
} from "@tabler/icons-react";
import { columnKinds, type ColumnInfo, type ColumnKind } from "../../core/column";
import { useFormat, useMessages, type Format } from "../../i18n/locale";
import { Histogram } from "../../ui/controls/histogram";
import classes from "./column-head.module.css";

export interface ColumnHeadProps {
  readonly column: ColumnInfo;
  readonly rowCount: number;
  readonly onConvert: (kind: ColumnKind) => void;
}

/** Nothing becomes a picture. */
const convertible = columnKinds.filter((kind) => kind !== "image");
const kindIcons = { number: IconHash, category: IconCategory, text: IconAbc, time: IconCalendar, image: IconPhoto };

export function ColumnHead({ column, rowCount, onConvert }: ColumnHeadProps) {
  const words = useMessages().data;
  const format = useFormat();
  const share = format.percent(rowCount === 0 ? 0 : column.missing / rowCount, column.missing * 200 < rowCount ? 1 : 0);
  return (
    <div className={classes.head} data-kind={column.kind}>
      <div className={classes.kind}>
        <KindMenu column={column} onConvert={onConvert} />
        {column.idLike && (
          <span className={classes.identifier} title={words.idLike}>
            <IconId size={14} stroke={1.75} aria-hidden />
            {words.idLikeShort}
          </span>
        )}
      </div>
      <Spread column={column} rowCount={rowCount} />
      <div className={classes.missing} data-some={column.missing > 0 || undefined}>
        {column.missing > 0 ? words.missingCount(format.number(column.missing), share) : words.noMissing}
      </div>
    </div>
  );
}

function KindMenu({ column, onConvert }: Pick<ColumnHeadProps, "column" | "onConvert">) {
  const words = useMessages().data;
  const Icon = kindIcons[column.kind];
  if (column.kind === "image") {
    return (
      <span className={classes.kindButton}>
        <Icon size={14} stroke={1.75} aria-hidden />
        {words.kinds.image}
      </span>
    );
  }
  return (
    <Menu position="bottom-start" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <button
          type="button"
          className={classes.kindButton}
          aria-label={words.kindOf(column.name, words.kinds[column.kind])}
        >
          <Icon size={14} stroke={1.75} aria-hidden />
          {words.kinds[column.kind]}
          <IconChevronDown size={12} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{words.changeKind}</Menu.Label>
        {convertible.map((kind) => {
          const KindIcon = kindIcons[kind];
          return (
            <Menu.Item
              key={kind}
              disabled={kind === column.kind}
              leftSection={<KindIcon size={16} stroke={1.75} aria-hidden />}
              rightSection={kind === column.kind ? <IconCheck size={14} aria-hidden /> : null}
              onClick={() => onConvert(kind)}
            >
              <div>{words.kinds[kind]}</div>
              <div className={classes.kindHelp}>{words.kindHelp[kind]}</div>
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The day alone: a range of moments is wider than a column. */
function dayOf(format: Format): (milliseconds: number) => string {
  return (milliseconds) => format.dataTime(Math.floor(milliseconds / dayMs) * dayMs);
}

/** Years and other small whole numbers as in the file, without thousands marks. */
function shortNumber(format: Format): (value: number) => string {
  return (value) => (Number.isInteger(value) && Math.abs(value) < 10_000 ? String(value) : format.significant(value));
}

const dayMs = 86_400_000;

/** A histogram of numbers and times, the commonest of categories, the length of texts: always of the same height. */
function Spread({ column, rowCount }: Pick<ColumnHeadProps, "column" | "rowCount">) {
  const words = useMessages().data;
  const format = useFormat();
  const { summary } = column;
  switch (summary.kind) {
    case "number":
    case "time": {
      const write = summary.kind === "time" ? dayOf(format) : shortNumber(format);
      const [low, high] = [write(summary.min), write(summary.max)];
      return (
        <div className={classes.spread}>
          <Histogram counts={summary.histogram} label={words.histogramLabel(column.name, low, high)} />
          <div className={classes.range}>{words.range(low, high)}</div>
        </div>
      );
    }
    case "category": {
      const inSight = column.distinct <= 3 ? 3 : 2;
      return (
        <ul className={classes.spread} aria-label={words.topLabel(column.name)}>
          {summary.top.slice(0, inSight).map(({ category, count }) => (
            <li key={category} className={classes.category}>
              <span
                className={classes.bar}
                style={{ width: `${(100 * count) / Math.max(1, rowCount)}%` }}
                aria-hidden
              />
              <span className={classes.categoryName}>{category}</span>
              <span className={classes.count}>{format.number(count)}</span>
            </li>
          ))}
          {column.distinct > inSight && (
            <li className={classes.range}>{words.otherCategories(format.number(column.distinct - inSight))}</li>
          )}
        </ul>
      );
    }
    case "text":
      return (
        <div className={classes.spread}>
          <div className={classes.range}>{words.distinct(format.number(column.distinct))}</div>
          <div className={classes.range}>{words.textSummary(format.number(summary.meanLength, 0))}</div>
        </div>
      );
    case "image": {
      const span = ([low, , high]: readonly number[]) =>
        low === high ? format.number(high ?? 0) : `${format.number(low ?? 0)}–${format.number(high ?? 0)}`;
      return (
        <div className={classes.spread}>
          <div className={classes.range}>{words.pictureSize(span(summary.widths), span(summary.heights))}</div>
          <div className={classes.range}>{summary.channels === 1 ? words.greyPictures : words.colouredPictures}</div>
        </div>
      );
    }
  }
}

/** The kind of a column, and the menu that changes it. */
import { Menu } from "@mantine/core";
import {
  IconAbc,
  IconCalendar,
  IconCategory,
  IconCheck,
  IconChevronDown,
  IconHash,
  IconPhoto,
} from "@tabler/icons-react";
import { columnKinds, type ColumnInfo, type ColumnKind } from "../../core/column";
import { useMessages } from "../../i18n/locale";
import classes from "./column-head.module.css";

export interface KindMenuProps {
  readonly column: ColumnInfo;
  readonly onConvert: (kind: ColumnKind) => void;
}

/** Nothing becomes a picture. */
const convertible = columnKinds.filter((kind) => kind !== "image");
const kindIcons = { number: IconHash, category: IconCategory, text: IconAbc, time: IconCalendar, image: IconPhoto };

export function KindMenu({ column, onConvert }: KindMenuProps) {
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

/** What stands under the name in the head of a column: its kind (changeable), how its values are spread, and what is missing. */
import { IconId } from "@tabler/icons-react";
import type { ColumnInfo, ColumnKind } from "../../core/column";
import { useFormat, useMessages } from "../../i18n/locale";
import classes from "./column-head.module.css";
import { ColumnSpread } from "./column-spread";
import { KindMenu } from "./kind-menu";

export interface ColumnHeadProps {
  readonly column: ColumnInfo;
  readonly rowCount: number;
  readonly onConvert: (kind: ColumnKind) => void;
}

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
      <ColumnSpread column={column} rowCount={rowCount} />
      <div className={classes.missing} data-some={column.missing > 0 || undefined}>
        {column.missing > 0 ? words.missingCount(format.number(column.missing), share) : words.noMissing}
      </div>
    </div>
  );
}

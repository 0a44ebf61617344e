/** The units that a data set speaks of without being asked: patients, households, students that come back in several rows. */
import type { Column } from "../../core/column";
import { fewestGroups, namesGroup } from "../../core/column-roles";
import { isMissingAt } from "../../core/column-values";
import { groupCodes } from "../../core/group-codes";

/** The first column whose name says that it holds such units and that has enough of them, but fewer than rows; null where there is none. */
export function findObviousGroups(
  columns: readonly Column[],
  rows: Uint32Array<ArrayBuffer>,
  except: readonly (string | undefined)[],
): Column | null {
  const isObvious = (column: Column) => {
    if (except.includes(column.name) || !namesGroup(column.name)) return false;
    const present = rows.filter((row) => !isMissingAt(column, row));
    const { count } = groupCodes(column, present);
    return count >= fewestGroups && count < present.length;
  };
  return columns.find(isObvious) ?? null;
}

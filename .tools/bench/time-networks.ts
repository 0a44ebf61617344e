/** Times networks with those who were asked for, group by group. */
import type { Contender } from "./contenders";
import { contenders, groups } from "./contenders";
import type { BenchOptions } from "./options";
import type { Cell } from "./report";
import type { Session } from "./session";
import { timeOf } from "./tables";
import { timeGroup } from "./time-group";

/** Tells of the cells of each group when it is done. `isHere` leaves out who has nothing to run on. */
export async function timeNetworks(
  options: BenchOptions,
  isHere: (contender: Contender) => boolean,
  start: (contender: Contender) => Promise<Session>,
  onCells: (cells: readonly Cell[]) => void,
): Promise<void> {
  const chosen = contenders.filter((contender) => options.contenders.includes(contender.id) && isHere(contender));
  for (const network of options.networks) {
    for (const group of groups) {
      const members = chosen.filter(({ id }) => group.includes(id));
      if (members.length === 0) continue;
      const starts = members.map((contender) => ({ id: contender.id, start: () => start(contender) }));
      const cells = await timeGroup(network, starts, options);
      for (const cell of cells) process.stderr.write(`${network}, ${cell.contender}: ${timeOf(cell)}\n`);
      onCells(cells);
    }
  }
}

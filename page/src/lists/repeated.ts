// Conflicts whose words stand in several reports: told once, with the reports that repeat them.
import type { AccountWords, ConflictRow } from "../types";

export interface Gathered {
  row: ConflictRow;
  /** The same words in other reports. */
  again: AccountWords[];
}

const spoken = ({ before, trigger, after }: AccountWords): string =>
  [before, trigger, after].map((words) => words.replace(/\s+/g, " ")).join("|");

function keyOf({ conflict, happening, standing, left, right }: ConflictRow): string {
  const matter = [happening ?? conflict.id, conflict.kind, conflict.update, standing];
  return [...matter, spoken(left), spoken(right)].join("\n");
}

/** Rows in their order; what a copy tells in the same words is put to the first that tells it. */
export function gathered(rows: readonly ConflictRow[]): Gathered[] {
  const found = new Map<string, Gathered>();
  for (const row of rows) {
    const first = found.get(keyOf(row));
    if (!first) {
      found.set(keyOf(row), { row, again: [] });
      continue;
    }
    const { left, right } = first.row;
    for (const side of [row.left, row.right]) {
      const known = [left, right, ...first.again].some((one) => one.document === side.document);
      if (!known) first.again.push(side);
    }
  }
  return [...found.values()];
}

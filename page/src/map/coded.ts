// A column of choices as numbers: rows are tested and counted without comparing words.

/** For each row the numbers of its choices, one row's after the other's; `at` is where. */
export interface Coded {
  names: string[];
  at: Uint32Array;
  ids: Uint32Array;
}

/** The column that `choices` gives for each row; a row may have several, or none. */
export function code<T>(rows: readonly T[], choices: (row: T) => readonly string[]): Coded {
  const numbers = new Map<string, number>();
  const at = new Uint32Array(rows.length + 1);
  const ids: number[] = [];
  rows.forEach((row, i) => {
    for (const name of choices(row)) {
      const id = numbers.get(name) ?? numbers.size;
      numbers.set(name, id);
      ids.push(id);
    }
    at[i + 1] = ids.length;
  });
  return { names: [...numbers.keys()], at, ids: Uint32Array.from(ids) };
}

/** A test of rows (by index): whether any of a row's choices is allowed. */
export function allows({ names, at, ids }: Coded, isAllowed: (name: string) => boolean) {
  const allowed = names.map(isAllowed);
  return (row: number): boolean => {
    for (let k = at[row]!; k < at[row + 1]!; k++) if (allowed[ids[k]!]) return true;
    return false;
  };
}

/** Count a row for each of its choices. */
export function tally({ at, ids }: Coded, into: Uint32Array, row: number): void {
  for (let k = at[row]!; k < at[row + 1]!; k++) into[ids[k]!]!++;
}

/** Counts by choice; what was never counted is not in it. */
export function counted({ names }: Coded, counts: Uint32Array): Map<string, number> {
  const pairs = names.map((name, id): [string, number] => [name, counts[id]!]);
  return new Map(pairs.filter(([, n]) => n > 0));
}

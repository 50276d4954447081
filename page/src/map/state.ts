// What the view is on: the filter and the choice of the address, and what they leave.
import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import { choose, here } from "../route";
import { get, STANDALONE } from "../source";
import { answer } from "../store";
import type { HappeningRow, HappeningRows } from "../types";
import { parseFilter, toQuery } from "./asked";
import { prepare, type Columns } from "./columns";
import { apply, NOTHING, type Filter } from "./filter";
import { areas as areasOf, unplaced as unplacedOf } from "./spots";

export const PATH = "/api/happenings";
const AGAIN = 4000;

/** The row of a happening, by its id or that of its first event. */
function rowOf(columns: Columns, id: string): number | undefined {
  if (!id) return undefined;
  const found = columns.byId.get(id) ?? columns.rows.findIndex(({ event }) => event === id);
  return found < 0 ? undefined : found;
}

/** Measured from a change to the picture after it; `performance` keeps the figures. */
function useMeasured(shown: unknown): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      const name = performance.getEntriesByName("map-changed").length ? "map-redraw" : "map-first";
      const start = name === "map-redraw" ? "map-changed" : undefined;
      performance.measure(name, start ? { start } : { start: 0 });
      performance.clearMarks("map-changed");
    });
    return () => clearTimeout(timer);
  }, [shown]);
}

/** Rows by area, of those that are shown. */
function liveIn(areas: readonly { rows: number[] }[], rows: readonly number[], all: number) {
  const on = new Uint8Array(all);
  for (const row of rows) on[row] = 1;
  return areas.map(({ rows: told }) => told.filter((row) => on[row]));
}

/** Everything that the view draws from, reckoned anew only where it must be. */
export function useDesk(rows: HappeningRow[]) {
  const { query } = here.value;
  const asked = query.toString();
  const columns = useMemo(() => prepare(rows), [rows]);
  const areas = useMemo(() => areasOf(columns), [columns]);
  const filter = useMemo(() => parseFilter(new URLSearchParams(asked)), [asked]);
  const key = JSON.stringify(toQuery(filter));
  const shown = useMemo(
    () => apply(columns, filter),
    [columns, key], // the choice of a happening changes the address too, but not what is shown
  );
  const live = useMemo(() => liveIn(areas, shown.rows, rows.length), [areas, shown]);
  const unplaced = useMemo(() => unplacedOf(columns, shown.rows), [columns, shown]);
  useMeasured(shown);
  const onFilter = useCallback((changes: Partial<Filter>) => {
    performance.mark("map-changed");
    choose(toQuery({ ...parseFilter(here.peek().query), ...changes }));
  }, []);
  const onClear = useCallback(() => onFilter(NOTHING), []);
  const card = query.get("chosen") ?? "";
  const chosen = useMemo(() => rowOf(columns, card), [columns, card]);
  const onChoose = useCallback(
    (row: number | undefined) =>
      choose({ chosen: row === undefined ? undefined : columns.rows[row]!.id }),
    [columns],
  );
  return {
    columns,
    areas,
    filter,
    shown,
    live,
    unplaced,
    card,
    chosen,
    onFilter,
    onClear,
    onChoose,
  };
}

/** Asks again while the server still compares accounts, so that conflicts become known. */
export function useConflictsLater({ unsettled }: HappeningRows): void {
  const [tries, setTries] = useState(0);
  const waiting = unsettled > 0;
  useEffect(() => {
    if (!waiting || STANDALONE) return;
    const timer = setTimeout(
      async () => {
        const value = await get<HappeningRows>(PATH).catch(() => undefined);
        if (value) answer<HappeningRows>(PATH).value = { state: "there", value };
        setTries(tries + 1);
      },
      AGAIN * Math.min(8, 1 + tries),
    );
    return () => clearTimeout(timer);
  }, [waiting, tries]);
}

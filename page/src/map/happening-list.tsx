// The happenings that are shown, as a list: the same choice as on the map and the timeline.
import { memo } from "preact/compat";
import { useEffect, useState } from "preact/hooks";
import { Grade } from "../parts/grade";
import type { HappeningRow } from "../types";
import { count, interval, plain } from "../words";
import type { Columns } from "./columns";
import { titleOf } from "../parts/title";

const STEP = 60;

interface ItemProps {
  row: HappeningRow;
  index: number;
  chosen: boolean;
  onChoose: (row: number) => void;
}

const where = ({ spots }: HappeningRow): string =>
  spots
    .map(({ name, radius_km }) => (radius_km ? `${name} ± ${Math.round(radius_km)} km` : name))
    .slice(0, 2)
    .join("; ");

const Item = memo(({ row, index, chosen, onChoose }: ItemProps) => (
  <li>
    <button
      type="button"
      class={`happening${row.rejected ? " rejected" : ""}`}
      aria-current={chosen ? "true" : undefined}
      onClick={() => onChoose(index)}
    >
      <span class="line">
        <span class="title" dir="auto">
          {titleOf(row)}
        </span>
        <Grade grade={row.grade} byPerson={row.by_person} brief />
      </span>
      <span class="line small soft">
        <span>{interval(row.earliest, row.latest)}</span>
        {row.spots.length > 0 && <bdi class="where">{where(row)}</bdi>}
      </span>
      <span class="line small soft">
        <span>
          {plain(row.type)}
          {row.status !== "asserted" && `, ${plain(row.status)}`}
        </span>
        <span>
          {count(row.reports, "report")}, {count(row.origins, "origin")}
        </span>
        {!!row.conflicts && <span class="tag doubt">{count(row.conflicts, "conflict")}</span>}
      </span>
    </button>
  </li>
));

// Within the list's own box alone: in a narrow window the page must not jump.
function reveal(): void {
  const item = document.querySelector<HTMLElement>(".happenings [aria-current]");
  const box = item?.closest<HTMLElement>(".side-list");
  if (!item || !box || box.scrollHeight <= box.clientHeight) return;
  const [there, room] = [item.getBoundingClientRect(), box.getBoundingClientRect()];
  if (there.top > room.top + 40 && there.bottom < room.bottom - 160) return;
  box.scrollTop += there.top - room.top - 60;
}

interface Props {
  columns: Columns;
  rows: readonly number[];
  chosen: number | undefined;
  onChoose: (row: number) => void;
}

/** Rows (by index) in their order; more are drawn when they are asked for. */
export function HappeningList({ columns, rows, chosen, onChoose }: Props) {
  const [drawn, setDrawn] = useState(STEP);
  useEffect(() => setDrawn(STEP), [rows]);
  const at = chosen === undefined ? -1 : rows.indexOf(chosen);
  const until = Math.max(drawn, at < STEP * 4 ? at + 1 : 0);
  useEffect(reveal, [chosen]);
  return (
    <>
      {!rows.length && <p class="soft note">No happening passes the filter.</p>}
      <ol class="happenings">
        {at >= until && (
          <Item row={columns.rows[chosen!]!} index={chosen!} chosen onChoose={onChoose} />
        )}
        {rows.slice(0, until).map((i) => {
          const row = columns.rows[i]!;
          return <Item key={row.id} {...{ row, onChoose }} index={i} chosen={i === chosen} />;
        })}
      </ol>
      {rows.length > until && (
        <button type="button" class="more" onClick={() => setDrawn(until + STEP)}>
          Show {Math.min(STEP, rows.length - until)} more of{" "}
          {(rows.length - until).toLocaleString("en-GB")}
        </button>
      )}
    </>
  );
}

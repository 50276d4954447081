// Map and time: what happened where and when, as far as it is told, with what it rests on.
import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import { NoHappenings, NothingLeft } from "../map/empty";
import { Filters } from "../map/filters";
import { FiresSwitch, useFires } from "../map/fires-switch";
import { MapKey } from "../map/key";
import { MapPane } from "../map/map-pane";
import { Side, type Here } from "../map/side";
import { PATH, useConflictsLater, useDesk } from "../map/state";
import { isPlaced } from "../map/columns";
import { chosenIn } from "../map/asked";
import { Waiting } from "../parts/waiting";
import { choose } from "../route";
import { Timeline } from "../time/timeline";
import type { HappeningRows } from "../types";
import { count } from "../words";
import "../map/desk.css";

type State = ReturnType<typeof useDesk>;

function Rail({ state, open }: { state: State; open: boolean }) {
  const { filter, shown, onFilter, onClear, columns } = state;
  const made = chosenIn(filter);
  return (
    <aside class={`rail${open ? " open" : ""}`} id="filters" aria-label="Filter">
      <div class="rail-head">
        <h2>
          {shown.rows.length.toLocaleString("en-GB")}{" "}
          <span class="soft">of {count(columns.rows.length, "happening")}</span>
        </h2>
        <button type="button" disabled={!made} onClick={onClear}>
          Clear the filter
        </button>
      </div>
      <Filters {...{ filter, shown, onFilter }} />
    </aside>
  );
}

function placed(on: number, off: number): string {
  const there = `${count(on, "happening")} on the map`;
  return off ? `${there}, ${off.toLocaleString("en-GB")} without a place` : there;
}

interface BelowProps {
  state: State;
  fires: boolean;
  sightings: number;
  onFires: (on: boolean) => void;
}

/** What the map holds and what it does not, and what its signs mean. */
function Below({ state, fires, sightings, onFires }: BelowProps) {
  const { shown, columns } = state;
  const off = shown.rows.filter((row) => !columns.rows[row]!.spots.some(isPlaced)).length;
  return (
    <div class="map-below">
      <p class="small">{placed(shown.rows.length - off, off)}</p>
      <FiresSwitch on={fires} shown={sightings} onSwitch={onFires} />
      <MapKey fires={fires && sightings > 0} />
    </div>
  );
}

function Desk({ all }: { all: HappeningRows }) {
  const { rows } = all;
  const state = useDesk(rows);
  const { columns, areas, filter, shown, live, chosen, onFilter, onChoose } = state;
  useConflictsLater(all);
  const [open, setOpen] = useState(false);
  const [fires, setFires] = useState(false);
  const [pointed, setPointed] = useState<number[]>([]);
  useEffect(() => setPointed([]), [areas]);
  const here = useMemo((): Here | undefined => {
    if (!pointed.length) return undefined;
    const names = [...new Set(pointed.map((i) => areas[i]!.name))];
    const more = names.length > 2 ? ` and ${names.length - 2} more` : "";
    const there = [...new Set(pointed.flatMap((i) => live[i]!))].sort((a, b) => a - b);
    return { words: `At ${names.slice(0, 2).join(", ")}${more}`, rows: there };
  }, [pointed, areas, live]);
  const onAreas = useCallback(
    (some: number[]) => {
      const there = [...new Set(some.flatMap((i) => live[i]!))];
      setPointed(there.length > 1 ? some : []);
      if (there.length === 1) onChoose(there[0]);
    },
    [live, onChoose],
  );
  const onCard = useCallback((id: string) => choose({ chosen: id }), []);
  const sightings = useFires(fires, columns, shown);
  return (
    <div class="desk">
      <h1 class="unseen">Map and time</h1>
      <button
        type="button"
        class="rail-opener no-print"
        aria-expanded={open}
        aria-controls="filters"
        onClick={() => setOpen(!open)}
      >
        {open ? "Hide the filter" : `Filter (${chosenIn(filter)} set)`}
      </button>
      <Rail state={state} open={open} />
      <div class="middle">
        {!shown.rows.length && <NothingLeft all={rows.length} onClear={state.onClear} />}
        <MapPane
          {...{ columns, areas, live, chosen, onAreas }}
          fires={sightings}
          onChoose={onCard}
        />
        <Below {...{ state, fires }} sightings={sightings.length} onFires={setFires} />
        <Timeline {...{ columns, filter, shown, chosen, onChoose, onFilter }} />
      </div>
      <Side
        {...{ columns, chosen, here, onChoose }}
        rows={shown.rows}
        unplaced={state.unplaced}
        card={state.card}
        onLeave={() => setPointed([])}
      />
    </div>
  );
}

export function MapView() {
  return (
    <Waiting<HappeningRows> path={PATH}>
      {(all) => (all.rows.length ? <Desk all={all} /> : <NoHappenings />)}
    </Waiting>
  );
}

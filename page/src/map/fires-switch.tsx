// The switch of the layer of fires, and what the layer is.
import { useMemo } from "preact/hooks";
import { STANDALONE } from "../source";
import { answer } from "../store";
import type { FireRow, FireRows } from "../types";
import { count } from "../words";
import type { Columns } from "./columns";
import type { Shown } from "./filter";

const PATH = "/api/fires";
const NONE: FireRow[] = [];

/** Sightings of the happenings that are shown; none while the layer is off. */
export function useFires(on: boolean, columns: Columns, shown: Shown): readonly FireRow[] {
  const found = on ? answer<FireRows>(PATH).value : undefined;
  return useMemo(() => {
    if (found?.state !== "there") return NONE;
    const ids = new Set(shown.rows.map((row) => columns.rows[row]!.id));
    return found.value.rows.filter(({ happening }) => !happening || ids.has(happening));
  }, [found, columns, shown]);
}

function words(shown: number): string {
  const found = answer<FireRows>(PATH).value;
  if (found.state === "waiting") return "Reading the checks …";
  if (found.state === "failed") {
    return STANDALONE ? "This file holds no sightings." : found.error.message;
  }
  if (!found.value.rows.length) return "No check of this case rests on a sighting.";
  return (
    `${count(shown, "sighting")} from fire satellites and records of events, held against what ` +
    "is told: filled where one supports it. Silence refutes nothing: clouds, daylight and " +
    "small fires hide from the satellite."
  );
}

interface Props {
  on: boolean;
  /** How many sightings are on the map. */
  shown: number;
  onSwitch: (on: boolean) => void;
}

export function FiresSwitch({ on, shown, onSwitch }: Props) {
  return (
    <div class="fires-switch">
      <label class="small">
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => onSwitch(event.currentTarget.checked)}
        />{" "}
        Fires and records
      </label>
      {on && <p class="small soft">{words(shown)}</p>}
    </div>
  );
}

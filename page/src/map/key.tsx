// What the signs on the map mean.
import "./key.css";

const SIGNS = [
  ["area", "somewhere in here"],
  ["ring", "a small region"],
  ["dot", "a town"],
  ["count", "number of happenings"],
  ["cluster", "several places; choose it"],
] as const;

interface Props {
  /** Whether sightings are on the map. */
  fires: boolean;
}

/** The legend; the numbers are examples. */
export function MapKey({ fires }: Props) {
  return (
    <ul class="map-key small" aria-label="Signs on the map">
      {SIGNS.map(([sign, words]) => (
        <li key={sign}>
          <span class={`sign ${sign}`} aria-hidden="true">
            {sign === "count" ? "3" : sign === "cluster" ? "8" : ""}
          </span>
          {words}
        </li>
      ))}
      {fires && (
        <li>
          <span class="sign fire" aria-hidden="true" />a sighting that supports one
        </li>
      )}
    </ul>
  );
}

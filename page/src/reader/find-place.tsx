// Looking a place up in the gazetteer, to fill in where it lies.
import { useSignal } from "@preact/signals";
import { get } from "../source";
import type { Spot } from "../types";
import { kilometres, pointWords } from "./wording";

interface Props {
  words: string;
  onFound: (fields: Record<string, string>) => void;
}

/** The fields of a place as a candidate of the gazetteer has them. */
const fieldsOf = ({ name, lat, lon, radius_km, country }: Spot): Record<string, string> => ({
  name,
  lat: String(lat ?? ""),
  lon: String(lon ?? ""),
  radius_km: String(radius_km ?? ""),
  country: country ?? "",
  reason: "",
});

/** A search in the gazetteer; choosing a candidate fills the fields below. */
export function FindPlace({ words, onFound }: Props) {
  const asked = useSignal(words);
  const found = useSignal<Spot[] | null>(null);
  const problem = useSignal("");
  const look = async () => {
    try {
      found.value = await get<Spot[]>(`/api/places?q=${encodeURIComponent(asked.value.trim())}`);
      problem.value = found.value.length ? "" : "The gazetteer knows no place of this name.";
    } catch (error) {
      problem.value = (error as Error).message;
    }
  };
  return (
    <fieldset class="find-place">
      <legend class="small">Look it up in the gazetteer</legend>
      <div class="line">
        <input
          aria-label="Name to look up"
          dir="auto"
          value={asked.value}
          onInput={({ currentTarget }) => (asked.value = currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault(); // the form below is not what is meant
            void look();
          }}
        />
        <button type="button" onClick={() => void look()}>
          Look up
        </button>
      </div>
      <p class="small" role="status">
        {problem.value}
      </p>
      <ul class="plain">
        {found.value?.map((spot, at) => (
          <li key={at}>
            <button type="button" class="ref" onClick={() => onFound(fieldsOf(spot))}>
              <bdi>{spot.name}</bdi>
            </button>{" "}
            <span class="small soft">
              {[
                spot.reason ?? spot.country,
                spot.lat !== null && spot.lon !== null
                  ? pointWords(spot.lat, spot.lon, spot.radius_km)
                  : "no point",
                spot.radius_km !== null && `within ${kilometres(spot.radius_km)}`,
              ]
                .filter(Boolean)
                .join(", ")}
            </span>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

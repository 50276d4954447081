// One sighting on the map: what was seen, and what it says of the event it was held against.
import type { FireRow } from "../types";
import { plain } from "../words";

interface Props {
  fire: FireRow;
  onClose: () => void;
  onChoose: (happening: string) => void;
}

const VERDICT: Record<string, string> = {
  supports: "The check that it is part of supports what is told.",
  contradicts: "By this record the same event was otherwise.",
  silent: "The check that it is part of found nothing for or against what is told.",
};

export function FireSheet({ fire, onClose, onChoose }: Props) {
  const { sighting, verdict, happening } = fire;
  return (
    <aside class="fire-sheet sheet" aria-label="A sighting">
      <h3>{sighting.what}</h3>
      <p class="small">
        {sighting.when}, {sighting.km.toFixed(1)} km from the place that is told.{" "}
        {VERDICT[verdict] ?? plain(verdict)}
      </p>
      <p class="small soft">
        {sighting.file}, row {sighting.line}
      </p>
      <div class="buttons">
        {happening && (
          <button type="button" onClick={() => onChoose(happening)}>
            Show what is told
          </button>
        )}
        <button type="button" class="bare" onClick={onClose}>
          Close
        </button>
      </div>
    </aside>
  );
}

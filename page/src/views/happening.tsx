// One happening on a page of its own.
import { HappeningCard } from "../parts/happening-card";
import { here } from "../route";

export function Happening() {
  return (
    <div class="view">
      <HappeningCard id={here.value.id} level={1} />
    </div>
  );
}

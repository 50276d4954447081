// What the reports promise and do not hold.
import { Paged } from "../lists/paged";
import { Where } from "../lists/where";
import { Folded } from "../parts/folded";
import { to } from "../route";
import type { GapRow } from "../types";
import { plain } from "../words";
import "../lists/entries.css";

function Row({ row }: { row: GapRow }) {
  return (
    <li class={row.rejected ? "rejected" : undefined}>
      <div>
        <p class="said">
          <Folded why={row.graphic}>
            <a href={to("report", row.document, { mark: row.gap.id })}>
              <bdi>{row.gap.text}</bdi>
            </a>
          </Folded>
        </p>
        <div class="known">
          <span class="tag doubt">{plain(row.kind)}</span>
          {row.promises !== "unknown" && <span>promises: {plain(row.promises)}</span>}
        </div>
      </div>
      <Where {...row} mark={row.gap.id} />
    </li>
  );
}

export function Gaps() {
  return (
    <div class="view">
      <header>
        <h1>Promised and missing</h1>
        <p class="soft">
          Evidence that a text tells its reader to look at and does not hold: pictures and videos
          that were not kept, links without an address, quotations without a speaker.
        </p>
      </header>
      <Paged<GapRow>
        path="/api/gaps"
        one="gap"
        empty="No report of the case promises evidence that it does not hold."
      >
        {(rows) => (
          <ul class="entries">
            {rows.map((row) => (
              <Row key={`${row.document} ${row.gap.id}`} row={row} />
            ))}
          </ul>
        )}
      </Paged>
    </div>
  );
}

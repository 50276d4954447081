// What a search of the case found.
import { Folded } from "../parts/folded";
import { Title } from "../parts/report-title";
import { Waiting } from "../parts/waiting";
import { here, to } from "../route";
import type { SearchHit, SearchHits } from "../types";
import { count, plain } from "../words";
import "../lists/entries.css";

/** Text in pieces of which every second is what was found. */
function Pieces({ pieces }: { pieces: string[] }) {
  return <bdi>{pieces.map((piece, at) => (at % 2 ? <mark key={at}>{piece}</mark> : piece))}</bdi>;
}

/** Where a hit leads: to its words, its happening, or what the case holds under its name. */
function address({ kind, document, target }: SearchHit): string {
  if (document) return to("report", document, { mark: target });
  if (kind === "happening") return to("happening", target);
  return kind === "source"
    ? to("claims", "", { source: target })
    : to("map", "", { words: target });
}

function Hit({ hit }: { hit: SearchHit }) {
  return (
    <li>
      <div>
        <p class="said">
          <Folded why={hit.graphic}>
            <a href={address(hit)}>
              <Pieces pieces={hit.pieces} />
            </a>
          </Folded>
        </p>
        <span class="tag">{hit.kind === "segment" ? "text" : plain(hit.kind)}</span>
      </div>
      <div class="where">
        {hit.document ? (
          <Title
            heading={hit.heading}
            why={hit.heading_graphic}
            href={to("report", hit.document)}
          />
        ) : (
          !hit.graphic && <bdi>{hit.heading}</bdi>
        )}
        <div class="soft">{hit.published?.slice(0, 10)}</div>
      </div>
    </li>
  );
}

export function Search() {
  const words = here.value.query.get("q") ?? "";
  return (
    <div class="view">
      <header>
        <h1>Search</h1>
        <p class="soft">
          All the words must stand in one passage. Words "in quotes" are a phrase; cross* finds any
          word that begins so.
        </p>
      </header>
      {words ? (
        <Waiting<SearchHits> path={`/api/search?${new URLSearchParams({ q: words })}`}>
          {({ hits }) => (
            <>
              <p role="status">
                {hits.length ? count(hits.length, "place") : "Nothing"} for <b>{words}</b>
              </p>
              <ul class="entries">
                {hits.map((hit, at) => (
                  <Hit key={at} hit={hit} />
                ))}
              </ul>
            </>
          )}
        </Waiting>
      ) : (
        <p class="soft">Write what you look for into the field above.</p>
      )}
    </div>
  );
}

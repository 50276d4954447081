// The sources of the case, each with its record and its grade.
import { Track } from "../lists/track";
import { Grading } from "../parts/grading";
import { Waiting } from "../parts/waiting";
import { to } from "../route";
import type { SourceRow, SourceRows } from "../types";
import { count, plain } from "../words";
import "../lists/sources.css";

function Row({ row }: { row: SourceRow }) {
  return (
    <tr>
      <th scope="row">
        <a href={to("claims", "", { source: row.name })}>
          <bdi>{row.name}</bdi>
        </a>
        <div class="small soft">
          {plain(row.kind)}
          {row.also.length > 0 && (
            <>
              ; also <bdi>{row.also.join(", ")}</bdi>
            </>
          )}
        </div>
      </th>
      <td>
        {count(row.track.claims, "claim")} in {count(row.reports, "report")}
      </td>
      <td>
        <Track track={row.track} />
      </td>
      <td>
        <Grading
          brief
          scale="reliability"
          subject={row.name}
          what={row.name}
          suggested={row.reliability}
          reasons={row.reasons}
          given={row.given}
        />
      </td>
    </tr>
  );
}

export function Sources() {
  return (
    <div class="view">
      <header>
        <h1>Sources</h1>
        <p class="soft">
          What became of what each has claimed, in counts. Reliability is suggested from that record
          alone, until a person grades it; no side of a war has a grade as such.
        </p>
      </header>
      <Waiting<SourceRows> path="/api/sources">
        {({ rows }) =>
          rows.length ? (
            <table class="sources">
              <caption class="unseen">Sources with their records and grades</caption>
              <thead>
                <tr>
                  <th scope="col">Source</th>
                  <th scope="col">Claims</th>
                  <th scope="col">Record</th>
                  <th scope="col">Reliability</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <Row key={row.name} row={row} />
                ))}
              </tbody>
            </table>
          ) : (
            <p class="soft">No report of the case names a source.</p>
          )
        }
      </Waiting>
    </div>
  );
}

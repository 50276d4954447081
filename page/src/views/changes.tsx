// What changed in the case since a day.
import { Ask, AskDay } from "../lists/ask";
import { happeningRows } from "../lists/happening-rows";
import { movedOf } from "../lists/moved";
import { newestReports } from "../lists/report-names";
import { Folded, Quoting } from "../parts/folded";
import { Title } from "../parts/report-title";
import { Waiting } from "../parts/waiting";
import { here, to } from "../route";
import { theCase } from "../store";
import type { ChangeRows, HappeningRow } from "../types";
import { interval, plain } from "../words";
import "../lists/changes.css";

type Change = ChangeRows["rows"][number];

/** What an analyst asks first stands first. */
const ORDER: Change["kind"][] = [
  "conflict_opened",
  "conflict_closed",
  "figure_moved",
  "new_happening",
  "origin_gained",
  "origin_lost",
  "check_changed",
  "check_came",
  "forecast_due",
];

/** The day before the newest report: what is asked when nothing is chosen. */
function usual(): string {
  const last = theCase()?.last?.slice(0, 10);
  if (!last) return "";
  const day = new Date(`${last}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}

function Moves({ change }: { change: Change }) {
  const moved = movedOf(change);
  if (!moved) return null;
  const { word, before, after } = moved;
  return (
    <div class="moved small">
      {word && <span class="soft">{word} </span>}
      {before && (
        <>
          <span class="unseen">before: </span>
          <Folded words={change.before}>
            <bdi class="soft">{before}</bdi>
          </Folded>
          <span aria-hidden="true"> → </span>
          <span class="unseen">; now: </span>
        </>
      )}
      <Folded words={after}>
        <bdi>{after}</bdi>
      </Folded>
    </div>
  );
}

function Reports({ ids }: { ids: readonly string[] }) {
  const known = newestReports();
  return (
    <ul class="brought small" aria-label="Reports that brought it">
      {ids.map((id) => (
        <li key={id}>
          <Title
            heading={known.get(id)?.heading ?? "the report"}
            why={known.get(id)?.heading_graphic}
            href={to("report", id)}
          />
        </li>
      ))}
    </ul>
  );
}

interface RowProps {
  change: Change;
  row: HappeningRow | undefined;
}

/** The happening that changed, in its heading; a forecast in its own words. */
function About({ change, row }: RowProps) {
  if (!row)
    return (
      <Folded words={change.what}>
        <a href={change.kind === "forecast_due" ? to("forecasts") : to("happening", change.about)}>
          <bdi>{change.what}</bdi>
        </a>
      </Folded>
    );
  return (
    <>
      <Folded why={row.graphic}>
        <a href={to("happening", change.about)}>
          <bdi>{row.heading}</bdi>
        </a>
      </Folded>{" "}
      <span class="small soft">
        {row.status !== "asserted" && `${plain(row.status)} `}
        {plain(row.type)}, {interval(row.earliest, row.latest)}
      </span>
      {change.kind !== "new_happening" && (
        <div class="small">
          <Folded words={change.what}>
            <bdi>{change.what}</bdi>
          </Folded>
        </div>
      )}
    </>
  );
}

function Row({ change, row }: RowProps) {
  return (
    <li>
      <div class="what">
        <About change={change} row={row} />
        <Moves change={change} />
      </div>
      {change.documents.length > 0 && <Reports ids={change.documents} />}
    </li>
  );
}

function Groups({ rows }: { rows: Change[] }) {
  const kinds = ORDER.filter((kind) => rows.some((row) => row.kind === kind));
  const happenings = happeningRows();
  return (
    <>
      {kinds.map((kind) => {
        const of = rows.filter((row) => row.kind === kind);
        return (
          <section key={kind} class="changes">
            <h2>
              {plain(kind)} <span class="soft">{of.length}</span>
            </h2>
            <ul>
              {of.map((change, at) => (
                <Row key={at} change={change} row={happenings.get(change.about)} />
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}

export function Changes() {
  const since = here.value.query.get("since") ?? usual();
  return (
    <div class="view">
      <header>
        <h1>What changed</h1>
        <p class="soft">
          Between what the reports told up to a day and what they tell now
          {since && `: since ${since}`}.
        </p>
      </header>
      <Ask>
        <AskDay name="since" label="Since" usual={since} />
      </Ask>
      {since ? (
        <Waiting<ChangeRows> path={`/api/changes?since=${since}`}>
          {({ rows, graphic }) =>
            rows.length ? (
              <Quoting graphic={graphic}>
                <Groups rows={rows} />
              </Quoting>
            ) : (
              <p class="soft">Nothing changed since {since}.</p>
            )
          }
        </Waiting>
      ) : (
        <p class="soft">No report of the case has a date: choose a day.</p>
      )}
    </div>
  );
}

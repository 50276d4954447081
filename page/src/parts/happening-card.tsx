// Everything that a case knows of one happening, for the map, the lists and the reader.
import { useMemo } from "preact/hooks";
import { to } from "../route";
import type { HappeningView, Spot } from "../types";
import { count, interval, plain } from "../words";
import { Accounts } from "./happening/accounts";
import { Checks } from "./happening/checks";
import { Conflicts } from "./happening/conflicts";
import { Grading } from "./happening/grading";
import { Matches } from "./happening/matches";
import { Origins } from "./happening/origins";
import { Waiting } from "./waiting";
import { openWriting, Outcome } from "./writing";
import "./happening-card.css";

interface Props {
  id: string;
  /** The level of its heading: 1 where nothing else stands on the page. */
  level?: 1 | 2;
  /** Inside the card of an event, which tells what happened already. */
  inside?: boolean;
}

function Where({ spots }: { spots: Spot[] }) {
  if (!spots.length) return <>no place is named</>;
  return (
    <>
      {spots.map(({ name, lat, radius_km, reason }, at) => (
        <span key={at} class="spot">
          <bdi>{name}</bdi>{" "}
          <span class="small soft">
            {lat === null
              ? `not placed: ${reason ?? "no reason was kept"}`
              : radius_km !== null && `within ${Math.max(1, Math.round(radius_km))} km`}
          </span>
        </span>
      ))}
    </>
  );
}

function Head({ view, level }: { view: HappeningView; level: 1 | 2 }) {
  const { row } = view;
  const Heading = level === 1 ? "h1" : "h2";
  return (
    <header>
      <p class="kind small soft">
        {plain(row.type)}{" "}
        {row.status !== "asserted" && <span class="tag doubt">{plain(row.status)}</span>}{" "}
        {row.rejected && <span class="tag bad">rejected</span>}
      </p>
      <Heading class="title">
        <bdi>{row.heading}</bdi>
      </Heading>
      <dl class="facts">
        <div class="fact">
          <dt>When</dt>
          <dd>{interval(row.earliest, row.latest)}</dd>
        </div>
        <div class="fact">
          <dt>Where</dt>
          <dd>
            <Where spots={row.spots} />
          </dd>
        </div>
      </dl>
    </header>
  );
}

interface WholeProps {
  view: HappeningView;
  inside: boolean;
  level: 1 | 2;
}

function Whole({ view, inside, level }: WholeProps) {
  const writing = useMemo(openWriting, []);
  const { row } = view;
  const against = row.against ? `, ${count(row.against, "origin")} against` : "";
  return (
    <div class="happening">
      {!inside && <Head view={view} level={level} />}
      <p class="told">
        <a href={to("happening", row.id)}>
          {count(row.reports, "report")}, {count(row.origins, "origin")}
          {against}
        </a>
      </p>
      <div class="halves">
        <div>
          <Grading view={view} writing={writing} />
          <Accounts view={view} />
          <Conflicts view={view} />
        </div>
        <div>
          <Origins view={view} />
          <Checks view={view} />
          <Matches view={view} writing={writing} />
        </div>
      </div>
      <Outcome writing={writing} />
    </div>
  );
}

/** A happening by its id, or by that of one of its events. */
export function HappeningCard({ id, inside = false, level = 2 }: Props) {
  return (
    <Waiting<HappeningView> path={`/api/happenings/${encodeURIComponent(id)}`}>
      {(view) => <Whole key={view.row.id} view={view} inside={inside} level={level} />}
    </Waiting>
  );
}

// Everything that a case knows of one happening, for the map, the lists and the reader.
import { useMemo, useRef } from "preact/hooks";
import { to } from "../route";
import { answer } from "../store";
import type { HappeningView, Spot } from "../types";
import { count, interval, plain } from "../words";
import { Accounts } from "./happening/accounts";
import { Checks } from "./happening/checks";
import { Conflicts } from "./happening/conflicts";
import { Matches } from "./happening/matches";
import { Origins } from "./happening/origins";
import { Folded, Quoting } from "./folded";
import { Grading } from "./grading";
import { Waiting } from "./waiting";
import { openWriting, Outcome, type Writing } from "./writing";
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
        <Folded why={row.graphic}>
          <bdi>{row.heading}</bdi>
        </Folded>
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

function Credibility({ view: { row, whole } }: { view: HappeningView }) {
  return (
    <section aria-label="Credibility">
      <Grading
        scale="credibility"
        subject={row.event}
        what="what is told"
        suggested={whole.credibility.grade}
        reasons={whole.credibility.reasons}
        given={whole.given}
      />
    </section>
  );
}

interface WholeProps {
  view: HappeningView;
  inside: boolean;
  level: 1 | 2;
  writing: Writing;
}

function Whole({ view, inside, level, writing }: WholeProps) {
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
          <Credibility view={view} />
          <Accounts view={view} />
          <Conflicts view={view} />
        </div>
        <div>
          <Origins view={view} />
          <Checks view={view} />
          <Matches view={view} writing={writing} />
        </div>
      </div>
    </div>
  );
}

/**
 * The path of a happening.  Judgements cut happenings anew, and then its id may be gone: it is
 * asked for by an account of it that was shown last.
 */
function usePath(id: string): string {
  const last = useRef({ id, event: "" });
  if (last.current.id !== id) last.current = { id, event: "" };
  const own = `/api/happenings/${encodeURIComponent(id)}`;
  const found = answer<HappeningView>(own).value;
  if (found.state === "there") last.current.event = found.value.row.event;
  const { event } = last.current;
  return found.state === "failed" && event ? `/api/happenings/${event}` : own;
}

/** A happening by its id, or by that of one of its events. */
export function HappeningCard({ id, inside = false, level = 2 }: Props) {
  const writing = useMemo(openWriting, [id]);
  return (
    <>
      <Waiting<HappeningView> path={usePath(id)}>
        {(view) => (
          <Quoting graphic={view.graphic}>
            <Whole key={id} view={view} inside={inside} level={level} writing={writing} />
          </Quoting>
        )}
      </Waiting>
      <Outcome writing={writing} />
    </>
  );
}

// What an event's card says.
import { to } from "../route";
import { Folded } from "../parts/folded";
import { Grade } from "../parts/grade";
import { HappeningCard } from "../parts/happening-card";
import { useSignal } from "@preact/signals";
import type { Backing, Event } from "../types";
import { count, interval, plain } from "../words";
import { Fact, List, Ref, Sources, Words } from "./facts";
import { VerdictTag } from "../parts/verdict";
import { counted, type Report } from "./report";
import { figureWords, placeWords, precisionWords } from "./wording";

interface Props {
  report: Report;
  entry: Event;
}

function Where({ report, entry }: Props) {
  if (!entry.places.length) return <span class="soft">no place is named for it</span>;
  return (
    <ul class="plain">
      {entry.places.map((id) => {
        const known = report.entries.known.get(id);
        return (
          <li key={id}>
            <Ref report={report} id={id} />{" "}
            {known?.kind === "place" && (
              <span class="soft small">
                {known.entry.name !== known.entry.text && `${known.entry.name}; `}
                {placeWords(known.entry)}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** On whose word the event stands in this report: a trail for each attribution. */
function Voices({ report, entry }: Props) {
  if (!entry.attributions.length) {
    const voice = report.entries.ledger.segments.find(
      ({ start, stop }) => start <= entry.trigger.start && entry.trigger.start < stop,
    )?.voice;
    return voice ? <Sources report={report} chain={[voice]} /> : null;
  }
  return (
    <ul class="plain">
      {entry.attributions.map((id) => {
        const known = report.entries.known.get(id);
        if (known?.kind !== "attribution") return null;
        const { chain, evidence, polarity } = known.entry;
        return (
          <li key={id}>
            <Sources report={report} chain={chain} />
            <span class="small soft">
              {polarity === "denied" && <b class="tag bad">denied</b>} evidence:{" "}
              {evidence ? plain(evidence) : "none named"} ·{" "}
            </span>
            <Ref report={report} id={id}>
              <span class="small">as attributed</span>
            </Ref>
          </li>
        );
      })}
    </ul>
  );
}

function Figures({ report, entry }: Props) {
  return (
    <ul class="plain">
      {entry.figures.map((id) => {
        const known = report.entries.known.get(id);
        return known?.kind === "figure" ? (
          <li key={id}>
            <Ref report={report} id={id}>
              {figureWords(counted(report, known.entry))}
            </Ref>
          </li>
        ) : null;
      })}
    </ul>
  );
}

/** The checks by feed and verdict, with how often each came out so. */
function countedChecks({ checks }: Backing): Map<string, [Backing["checks"][number], number]> {
  const counted = new Map<string, [Backing["checks"][number], number]>();
  for (const check of checks) {
    const key = `${check.feed} ${check.verdict}`;
    counted.set(key, [check, (counted.get(key)?.[1] ?? 0) + 1]);
  }
  return counted;
}

/** What stands behind the event in a few words. */
function Backed({ backing }: { backing: Backing }) {
  const { reports, origins, conflicts, reasons, reliability } = backing;
  const grade = backing.credibility_by_person ?? backing.credibility;
  const source = backing.reliability_by_person ?? reliability;
  return (
    <>
      <p>
        <a href={to("happening", backing.happening ?? "")}>
          {count(reports ?? 0, "report")}, {count(origins ?? 0, "origin")}
        </a>
      </p>
      {grade && <Grade grade={grade} byPerson={backing.credibility_by_person !== null} />}
      {source && (
        <p class="small">
          Source: <Grade grade={source} byPerson={backing.reliability_by_person !== null} />
        </p>
      )}
      <ul class="small why">
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      {conflicts.map((words) => (
        <p key={words} class="small">
          <span class="tag bad">conflict</span>{" "}
          <Folded brief words={words}>
            <bdi>{words}</bdi>
          </Folded>
        </p>
      ))}
      {[...countedChecks(backing)].map(([key, [{ verdict, feed }, times]]) => (
        <p key={key} class="small">
          <VerdictTag verdict={verdict} /> {feed}
          {times > 1 && ` (${times} checks)`}
        </p>
      ))}
    </>
  );
}

/** What the case knows of the event beyond this report; all of it when it is asked for. */
function Behind({ backing }: { backing: Backing | undefined }) {
  const open = useSignal(false);
  if (!backing?.happening) {
    return (
      <p class="notice small">
        This report was not laid beside the others yet, so nothing is known of who else tells it.
        crossfix link does that.
      </p>
    );
  }
  return (
    <section class="behind" aria-label="Beyond this report">
      <h3>Beyond this report</h3>
      {open.value ? <HappeningCard id={backing.happening} inside /> : <Backed backing={backing} />}
      <button type="button" aria-expanded={open.value} onClick={() => (open.value = !open.value)}>
        {open.value ? "Show less" : "All reports, origins and checks"}
      </button>
    </section>
  );
}

/** An event: who did what to whom, when, where, on whose word, and what bears it out. */
export function EventCard({ report, entry }: Props) {
  const precision = precisionWords(entry);
  const { actor, target, weapons, status, times } = entry;
  const codes = [entry.acled && `ACLED: ${entry.acled}`, entry.plover && `PLOVER: ${entry.plover}`];
  return (
    <>
      <dl class="facts">
        <Fact name="What">
          {plain(entry.type)}{" "}
          {status !== "asserted" && <span class="tag doubt">{plain(status)}</span>}
          <span class="small soft codes">{codes.filter(Boolean).join(" · ")}</span>
        </Fact>
        <Fact name="Who">{actor && <Words report={report} span={actor} />}</Fact>
        <Fact name="To whom">{target && <Words report={report} span={target} />}</Fact>
        <Fact name="With">{weapons.length > 0 && <List report={report} spans={weapons} />}</Fact>
        <Fact name="When">
          {interval(entry.earliest, entry.latest)}{" "}
          {precision.time && <span class="small soft">{precision.time} </span>}
          {times.map((id) => (
            <Ref key={id} report={report} id={id} />
          ))}
        </Fact>
        <Fact name="Where">
          <Where report={report} entry={entry} />
          {precision.place && <span class="small soft">known {precision.place}</span>}
        </Fact>
        <Fact name="Figures">
          {entry.figures.length > 0 && <Figures report={report} entry={entry} />}
        </Fact>
        <Fact name="Whose word">
          <Voices report={report} entry={entry} />
        </Fact>
      </dl>
      <Behind key={entry.id} backing={report.view.backing[entry.id]} />
    </>
  );
}

// What the cards of the other kinds of entries say.
import { Reasons } from "../parts/reasons";
import { to } from "../route";
import type { Attribution, Claim, Forecast, Gap, Place, Quantity, Segment, Time } from "../types";
import { count, interval, plain } from "../words";
import { Fact, List, Ref, Sources, Words } from "./facts";
import { SourceSection } from "./source-section";
import { counted, sourceName, type Report } from "./report";
import {
  chanceWords,
  figureWords,
  gapWords,
  kilometres,
  pointWords,
  SEGMENT_NAMES,
  timeReason,
  VOICE_BASES,
} from "./wording";

interface Props<E> {
  report: Report;
  entry: E;
}

export function AttributionCard({ report, entry }: Props<Attribution>) {
  return (
    <>
      <Attributed report={report} entry={entry} />
      <SourceSection key={entry.source_id} report={report} id={entry.source_id} />
    </>
  );
}

function Attributed({ report, entry }: Props<Attribution>) {
  const { chain, evidence, hedges, polarity, source_id, parent, cue } = entry;
  return (
    <dl class="facts">
      <Fact name="Whose word">
        <Sources report={report} chain={chain.length ? chain : source_id ? [source_id] : []} />
      </Fact>
      <Fact name="Named as">
        {entry.source ? (
          <Words report={report} span={entry.source} />
        ) : (
          "the text names nobody here"
        )}
      </Fact>
      <Fact name="Told by">{cue && <Words report={report} span={cue} />}</Fact>
      <Fact name="Says that">
        {polarity === "denied" ? <span class="tag bad">it is not so</span> : "it is so"}
      </Fact>
      <Fact name="Evidence">{evidence ? plain(evidence) : "none is named"}</Fact>
      <Fact name="Hedged by">{hedges.length > 0 && <List report={report} spans={hedges} />}</Fact>
      <Fact name="Stands inside">{parent && <Ref report={report} id={parent} />}</Fact>
    </dl>
  );
}

export function PlaceCard({ report, entry }: Props<Place>) {
  const { name, lat, lon, radius_km, feature, country, candidates, score, gazetteer } = entry;
  const placed = lat !== null && lon !== null;
  return (
    <>
      <dl class="facts">
        <Fact name="Name">
          <bdi>{name}</bdi>{" "}
          <span class="soft small">
            {[feature && plain(feature), country].filter(Boolean).join(", ")}
          </span>
        </Fact>
        <Fact name="Where">
          {placed ? (
            <>
              {pointWords(lat, lon, radius_km)}
              {radius_km !== null && `, within ${kilometres(radius_km)}`}
            </>
          ) : (
            <span class="tag doubt">not placed</span>
          )}
        </Fact>
        <Fact name={placed ? "Also" : "Why not"}>{entry.reason}</Fact>
        <Fact name="Moved by">{entry.shift && <Words report={report} span={entry.shift} />}</Fact>
        <Fact name="Weighed">
          {count(candidates, "candidate")}
          {placed && `; right with a probability of ${Math.round(score * 100)}%`}
        </Fact>
        <Fact name="Gazetteer">
          {gazetteer && `${gazetteer} ${entry.gazetteer_id ?? "without a number"}`}
        </Fact>
      </dl>
      <Reasons reasons={entry.reasons} />
      <OfEvents report={report} id={entry.id} />
    </>
  );
}

export function TimeCard({ report, entry }: Props<Time>) {
  const { earliest, latest, value, type, anchor } = entry;
  const document = report.entries.ledger.document.id;
  return (
    <>
      <dl class="facts">
        <Fact name="Means">
          {timeReason(entry) ? (
            <span class="soft">{timeReason(entry)}</span>
          ) : (
            interval(earliest, latest)
          )}
        </Fact>
        <Fact name="TIMEX3">
          {value && (
            <>
              <code>{value}</code> <span class="soft small">{type.toLowerCase()}</span>
            </>
          )}
        </Fact>
        <Fact name="Reckoned from">
          {anchor &&
            (anchor === document ? (
              `the day of publication, ${report.view.row.published ?? "which is unknown"}`
            ) : (
              <Ref report={report} id={anchor} />
            ))}
        </Fact>
      </dl>
      <OfEvents report={report} id={entry.id} />
    </>
  );
}

export function ForecastCard({ report, entry }: Props<Forecast>) {
  return (
    <dl class="facts">
      <Fact name="What">{plain(entry.kind)}</Fact>
      <Fact name="Whose">{sourceName(report, entry.source_id)}</Fact>
      <Fact name="How likely">
        {chanceWords(entry)}
        {entry.phrase && (
          <>
            , from <Words report={report} span={entry.phrase} />
          </>
        )}
      </Fact>
      <Fact name="Due">{entry.deadline ?? "no day is told"}</Fact>
      <Fact name="If">{entry.condition && <Words report={report} span={entry.condition} />}</Fact>
      <Fact name="Attributed">
        {entry.attribution && <Ref report={report} id={entry.attribution} />}
      </Fact>
      <Fact name="Register">
        <a href={to("forecasts", entry.id)}>How it stands</a>
      </Fact>
    </dl>
  );
}

export function GapCard({ entry }: Props<Gap>) {
  return (
    <>
      <p>{gapWords(entry)}.</p>
      <Reasons reasons={entry.reasons} caption="What decided it" />
    </>
  );
}

export function ClaimCard({ report, entry }: Props<Claim>) {
  return (
    <dl class="facts">
      <Fact name="Claims">{plain(entry.kind)}</Fact>
      <Fact name="Whose word">
        {entry.attribution ? (
          <Ref report={report} id={entry.attribution}>
            {sourceName(report, entry.source_id)}
          </Ref>
        ) : (
          sourceName(report, entry.source_id)
        )}
      </Fact>
      <Fact name="About">
        {entry.refers_to.length > 0 && (
          <ul class="plain">
            {entry.refers_to.map((id) => (
              <li key={id}>
                <Ref report={report} id={id} />
              </li>
            ))}
          </ul>
        )}
      </Fact>
    </dl>
  );
}

export function FigureCard({ report, entry }: Props<Quantity>) {
  return (
    <>
      <dl class="facts">
        <Fact name="Means">{figureWords(counted(report, entry))}</Fact>
        <Fact name="Best">{entry.best !== null && entry.best.toLocaleString("en-GB")}</Fact>
      </dl>
      <OfEvents report={report} id={entry.id} />
    </>
  );
}

export function SegmentCard({ report, entry }: Props<Segment>) {
  const { voice, voice_basis, dateline, parent, kind, reasons } = entry;
  return (
    <>
      <dl class="facts">
        <Fact name="Is">{SEGMENT_NAMES[kind] ?? plain(kind)}</Fact>
        <Fact name="Voice">
          {sourceName(report, voice)}{" "}
          <span class="soft small">{VOICE_BASES[voice_basis] ?? plain(voice_basis)}</span>
        </Fact>
        <Fact name="“Today” is">{dateline ?? "not known: nothing tells the day"}</Fact>
        <Fact name="Hangs on">
          {parent && (
            <Ref report={report} id={parent}>
              what leads to it
            </Ref>
          )}
        </Fact>
      </dl>
      <Reasons reasons={reasons} caption="What decided whose words follow" />
      <SourceSection key={voice} report={report} id={voice} />
    </>
  );
}

/** The events that an entry is a part of. */
function OfEvents({ report, id }: { report: Report; id: string }) {
  const events = report.entries.ledger.events.filter(
    ({ places, times, figures }) =>
      places.includes(id) || times.includes(id) || figures.includes(id),
  );
  if (!events.length) return <p class="small soft">It is a part of no event.</p>;
  return (
    <dl class="facts">
      <Fact name="Of">
        <ul class="plain">
          {events.map((event) => (
            <li key={event.id}>
              <Ref report={report} id={event.id} />{" "}
              <span class="small soft">{plain(event.type)}</span>
            </li>
          ))}
        </ul>
      </Fact>
    </dl>
  );
}

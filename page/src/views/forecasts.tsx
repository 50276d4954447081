// The register of forecasts: what was foretold, until when, how likely, and what became of it.
import { Calibration } from "../lists/calibration";
import { Resolve } from "../lists/resolving";
import { Where } from "../lists/where";
import { Folded, Quoting } from "../parts/folded";
import { Waiting } from "../parts/waiting";
import { to } from "../route";
import { theCase } from "../store";
import type { ForecastRows, Registered } from "../types";
import { count, plain, probability } from "../words";
import "../lists/entries.css";
import "../lists/forecasts.css";

const GROUPS = [
  ["Due", ["due"], "past their deadline and not resolved"],
  ["Open", ["open"], "not decided yet"],
  ["Resolved", ["true", "false", "void"], ""],
] as const;

function Likelihood({ low, high }: { low: number | null; high: number | null }) {
  if (low === null || high === null) {
    return <span class="likelihood soft">{probability(low, high)}</span>;
  }
  return (
    <span class="likelihood">
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect x={100 * low} width={Math.max(2, 100 * (high - low))} height="6" />
      </svg>
      <span>{probability(low, high)}</span>
    </span>
  );
}

function Row({ entry }: { entry: Registered }) {
  const { forecast, resolution, state } = entry;
  const tone = state === "true" ? "good" : state === "false" ? "bad" : "";
  return (
    <li>
      <div>
        <p class="said">
          <Folded words={forecast.text}>
            <a href={to("report", entry.document_id, { mark: forecast.id })}>
              <bdi>{forecast.text}</bdi>
            </a>
          </Folded>
        </p>
        <div class="known foretold">
          <Folded brief words={entry.source}>
            <bdi class="who">{entry.source}</bdi>
          </Folded>
          <Likelihood low={forecast.prob_low} high={forecast.prob_high} />
          <span class={forecast.deadline ? undefined : "soft"}>
            {forecast.deadline ? `by ${forecast.deadline}` : "no deadline"}
          </span>
          <span class="soft">{plain(forecast.kind)}</span>
          {theCase()?.writable && <Resolve entry={entry} />}
        </div>
        {forecast.condition && (
          <p class="small soft">
            on condition:{" "}
            <Folded words={forecast.condition.text}>
              <bdi>{forecast.condition.text}</bdi>
            </Folded>
          </p>
        )}
        {resolution && (
          <p class="small soft">
            <span class={`tag ${tone}`}>{state === "true" ? "came true" : plain(state)}</span>{" "}
            {resolution.who}, {resolution.on}: <bdi>{resolution.because}</bdi>
          </p>
        )}
      </div>
      <Where
        document={entry.document_id}
        heading={entry.report}
        published={entry.published}
        mark={forecast.id}
      />
    </li>
  );
}

function Groups({ rows }: { rows: Registered[] }) {
  return (
    <div>
      {GROUPS.map(([title, states, words]) => {
        const of = rows.filter(({ state }) => (states as readonly string[]).includes(state));
        return (
          <section key={title}>
            <h2>
              {title} <span class="soft">{of.length}</span>
              {words && <span class="small soft meaning">{words}</span>}
            </h2>
            {of.length ? (
              <ul class="entries">
                {of.map((entry) => (
                  <Row key={`${entry.document_id} ${entry.forecast.id}`} entry={entry} />
                ))}
              </ul>
            ) : (
              <p class="soft small">None.</p>
            )}
          </section>
        );
      })}
    </div>
  );
}

function Score({ scorecard }: { scorecard: ForecastRows["scorecard"] }) {
  const { measures, least } = scorecard;
  return (
    <aside class="score">
      <h2>Calibration</h2>
      <Calibration bins={scorecard.bins} />
      {measures ? (
        <p class="small">
          Brier score {measures.brier.toFixed(3)} over {count(measures.n, "forecast")}
          {measures.brier_low !== null &&
            ` (95%: ${measures.brier_low.toFixed(3)}–${measures.brier_high?.toFixed(3)})`}
          ; lower is better, 0.25 is what always saying 50% gets.
        </p>
      ) : (
        <p class="small soft">Scores need {count(least, "resolved forecast")} at least.</p>
      )}
    </aside>
  );
}

export function Forecasts() {
  return (
    <div class="view">
      <header>
        <h1>Forecasts</h1>
        <p class="soft">
          Registered as they were read, resolved by people, scored with their number.
        </p>
      </header>
      <Waiting<ForecastRows> path="/api/forecasts">
        {({ rows, scorecard, graphic }) =>
          rows.length ? (
            <div class="forecasts">
              <Quoting graphic={graphic}>
                <Groups rows={rows} />
              </Quoting>
              <Score scorecard={scorecard} />
            </div>
          ) : (
            <p class="soft">No report of the case foretells anything.</p>
          )
        }
      </Waiting>
    </div>
  );
}

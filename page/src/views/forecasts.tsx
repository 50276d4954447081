// The register of forecasts: what was foretold, until when, how likely, and what became of it.
import { Calibration } from "../lists/calibration";
import { Resolve } from "../lists/resolving";
import { Where } from "../lists/where";
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
  return (
    <span class="likelihood">
      {low !== null && high !== null && (
        <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
          <rect x={100 * low} width={Math.max(2, 100 * (high - low))} height="6" />
        </svg>
      )}
      {probability(low, high)}
    </span>
  );
}

function Row({ entry }: { entry: Registered }) {
  const { forecast, resolution, state } = entry;
  const tone =
    state === "true" ? "good" : state === "false" ? "bad" : state === "due" ? "doubt" : "";
  return (
    <li>
      <div>
        <p class="said">
          <a href={to("report", entry.document_id, { mark: forecast.id })}>
            <bdi>{forecast.text}</bdi>
          </a>
        </p>
        <div class="known">
          <bdi>{entry.source}</bdi>
          <Likelihood low={forecast.prob_low} high={forecast.prob_high} />
          <span>{forecast.deadline ? `by ${forecast.deadline}` : "no deadline"}</span>
          <span class="tag">{plain(forecast.kind)}</span>
          <span class={`tag ${tone}`}>{state === "true" ? "came true" : plain(state)}</span>
          {theCase()?.writable && <Resolve entry={entry} />}
        </div>
        {forecast.condition && (
          <p class="small soft">
            on condition: <bdi>{forecast.condition.text}</bdi>
          </p>
        )}
        {resolution && (
          <p class="small soft">
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
            </h2>
            {of.length ? (
              <ul class="entries">
                {of.map((entry) => (
                  <Row key={`${entry.document_id} ${entry.forecast.id}`} entry={entry} />
                ))}
              </ul>
            ) : (
              <p class="soft small">None{words && ` ${words}`}.</p>
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
        {({ rows, scorecard }) =>
          rows.length ? (
            <div class="forecasts">
              <Groups rows={rows} />
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

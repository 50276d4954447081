// What independent data say of a happening, how much that weighs, and why it is thought so.
import type { Check, HappeningView } from "../../types";
import { count } from "../../words";
import { Reasons } from "../reasons";
import { VerdictTag } from "../verdict";
import { More } from "./more";
import { ReportName } from "./names";
import { gathered } from "./gathering";

/** The likelihood ratio in words; silence and blindness weigh nothing. */
function Weight({ check }: { check: Check }) {
  const { ratio, verdict } = check;
  if (!ratio || (verdict !== "supports" && verdict !== "contradicts")) return null;
  return (
    <>
      <p class="small">
        {ratio.best.toFixed(1)} times as likely with the event as without{" "}
        <span class="soft">
          ({ratio.low.toFixed(1)}–{ratio.high.toFixed(1)})
        </span>
      </p>
      <details class="small">
        <summary>Where the number comes from</summary>
        <p class="soft">{ratio.basis}</p>
        <Reasons reasons={check.reasons} />
      </details>
    </>
  );
}

function Sightings({ check }: { check: Check }) {
  const { sightings, count: all } = check;
  if (!sightings.length) return null;
  const rest = all - sightings.length;
  return (
    <details class="small">
      <summary>{count(all, "sighting")}</summary>
      <ul>
        {sightings.map(({ file, line, km, when, what }) => (
          <li key={file + line}>
            <bdi>{what}</bdi>, {km.toFixed(1)} km away, {when}{" "}
            <span class="soft">
              <bdi>{file}</bdi>, line {line}
            </span>
          </li>
        ))}
        {rest > 0 && <li class="soft">{rest} more, farther away, are not listed</li>}
      </ul>
    </details>
  );
}

/** A check that came out the same for several accounts, told once. */
function One({ view, checks }: { view: HappeningView; checks: Check[] }) {
  const check = checks[0]!;
  return (
    <>
      <p>
        <VerdictTag verdict={check.verdict} /> {check.feed}{" "}
        <span class="small soft">
          as told by{" "}
          {checks.map(({ id, document_id, event_id }, at) => (
            <span key={id}>
              {at > 0 && ", "}
              <ReportName view={view} document={document_id} event={event_id} />
            </span>
          ))}
        </span>
      </p>
      <Weight check={check} />
      {[check.coverage, ...check.notes].filter(Boolean).map((words) => (
        <p key={words} class="small soft">
          {words}
        </p>
      ))}
      <Sightings check={check} />
    </>
  );
}

/** The checks of a happening, those that weigh first; that there are none is told. */
export function Checks({ view }: { view: HappeningView }) {
  const groups = gathered(view.whole.checks);
  return (
    <section aria-label="Checks">
      <h3>Held against independent data</h3>
      {groups.length ? (
        <More of={groups} first={4} what="checks">
          {(checks) => <One view={view} checks={checks} />}
        </More>
      ) : (
        <p class="small soft">Not yet: crossfix check does that with files of fires or events.</p>
      )}
    </section>
  );
}

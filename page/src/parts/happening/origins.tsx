// On whose word a happening rests, and who passes on whose word: origins are counted, not outlets.
import type { HappeningView, OriginGroup } from "../../types";
import { count, plain } from "../../words";
import { Chain } from "../chain";
import { More } from "./more";
import { ReportName } from "./names";

type Telling = OriginGroup["tellings"][number];

const OWN = "the report’s own word";

function nameOf({ name, kind, source_kind }: OriginGroup): string {
  if (name) return name;
  return kind === "own" ? OWN : `unnamed ${plain(source_kind)}`;
}

function Told({ view, telling }: { view: HappeningView; telling: Telling }) {
  const { document_id, event_id, origin, forwarded, denied, published } = telling;
  return (
    <>
      <ReportName view={view} document={document_id} event={event_id} />{" "}
      <span class="soft">{published?.slice(0, 10) ?? "undated"}</span>{" "}
      {forwarded && <span class="tag">forwarded</span>}{" "}
      {denied && <span class="tag bad">denied</span>}
      {origin.through.length > 0 && <Chain links={[...origin.through, origin.name ?? OWN]} />}
    </>
  );
}

/** Why two tellings are taken for one word. */
function Merges({ view, group }: { view: HappeningView; group: OriginGroup }) {
  const tellings = new Map(group.tellings.map((telling) => [telling.id, telling]));
  const between = group.merges.filter(
    ({ left, right }) => tellings.get(left)?.document_id !== tellings.get(right)?.document_id,
  );
  if (!between.length) return null;
  return (
    <details>
      <summary>Why they are one origin</summary>
      <ul class="small">
        {between.map(({ left, right, reason, because }, at) => {
          const [one, other] = [tellings.get(left), tellings.get(right)];
          return (
            <li key={at}>
              <b>{plain(reason)}</b>:{" "}
              {one && <ReportName view={view} document={one.document_id} event={one.event_id} />}{" "}
              and{" "}
              {other && (
                <ReportName view={view} document={other.document_id} event={other.event_id} />
              )}{" "}
              <span class="soft">({because})</span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}

function Group({ view, group }: { view: HappeningView; group: OriginGroup }) {
  return (
    <>
      <b>
        <bdi>{nameOf(group)}</bdi>
      </b>{" "}
      <span class="small soft">
        {group.name && `${plain(group.source_kind)}, `}
        {count(group.documents.length, "report")}
      </span>{" "}
      {group.denies && <span class="tag bad">says it did not happen</span>}
      <ul class="inner small">
        {group.tellings.map((telling) => (
          <li key={telling.id}>
            <Told view={view} telling={telling} />
          </li>
        ))}
      </ul>
      <Merges view={view} group={group} />
    </>
  );
}

/** The origins of a happening with the reports that rest on each. */
export function Origins({ view }: { view: HappeningView }) {
  const { origins } = view.whole;
  return (
    <section aria-label="Origins">
      <h3>On whose word</h3>
      {origins.length ? (
        <More of={origins} first={6} what="origins">
          {(group) => <Group view={view} group={group} />}
        </More>
      ) : (
        <p class="small soft">Nothing is known of whose word it is.</p>
      )}
    </section>
  );
}

// Why accounts are taken for one happening, and what a person says to that.
import type { HappeningView, Judged, Match } from "../../types";
import { Reasons } from "../reasons";
import { isWritable, type Writing } from "../writing";
import { saidOf } from "./judged";
import { Judgements, Judging, Verdict } from "./judging";
import { More } from "./more";
import { ReportName } from "./names";

interface Props {
  view: HappeningView;
  writing: Writing;
}

function Pair({ view, match, said, writing }: Props & { match: Match; said: Judged[] }) {
  const documentOf = (event: string): string =>
    view.accounts.find((account) => account.event === event)?.document ?? event;
  return (
    <div class="small">
      <ReportName view={view} document={documentOf(match.left)} event={match.left} /> and{" "}
      <ReportName view={view} document={documentOf(match.right)} event={match.right} />{" "}
      <span class="soft">
        {match.score >= 0 ? "+" : "−"}
        {Math.abs(match.score).toFixed(2)} logits
      </span>
      {said.map((one) => (
        <Verdict key={one.seq} said={one} writing={writing} />
      ))}
      <details>
        <summary>Reasons</summary>
        <Reasons reasons={match.reasons} />
      </details>
      {isWritable() && <Judging view={view} match={match} writing={writing} />}
    </div>
  );
}

/** The pairs of accounts that were compared, each with its reasons and a person's word. */
export function Matches({ view, writing }: Props) {
  const { accounts, matches, judged } = view;
  if (accounts.length < 2 && !judged.length) return null;
  const told = new Map(view.whole.accounts.map((account) => [account.id, account]));
  const saidOn = new Map(
    matches.map((match) => [match, saidOf(judged, told.get(match.left), told.get(match.right))]),
  );
  const shown = new Set([...saidOn.values()].flat());
  return (
    <section aria-label="Compared accounts">
      <h3>Why they are taken for one</h3>
      <More of={matches} first={3} what="pairs">
        {(match) => (
          <Pair view={view} match={match} said={saidOn.get(match) ?? []} writing={writing} />
        )}
      </More>
      {!matches.length && accounts.length > 1 && (
        <p class="small soft">
          The reasons of these links were not kept; crossfix link --again finds them anew.
        </p>
      )}
      <Judgements judged={judged.filter((one) => !shown.has(one))} writing={writing} />
    </section>
  );
}

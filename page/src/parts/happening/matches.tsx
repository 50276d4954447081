// Why accounts are taken for one happening, and what a person says to that.
import { useSignal } from "@preact/signals";
import type { HappeningView, JudgementBody, Match } from "../../types";
import { Because } from "../because";
import { Dialog } from "../dialog";
import { Reasons } from "../reasons";
import { Stamp } from "../stamp";
import { AccountQuote } from "../words";
import { isWritable, Outcome, type Writing } from "../writing";
import { More } from "./more";
import { ReportName } from "./names";

type Judgement = JudgementBody["judgement"];

const JUDGEMENTS: Judgement[] = ["same", "different", "unsure"];
const MEANS: Record<Judgement, string> = {
  same: "They are one happening",
  different: "They are two happenings",
  unsure: "It cannot be told",
};

interface Props {
  view: HappeningView;
  match: Match;
  writing: Writing;
}

function Judging({ view, match, writing }: Props) {
  const asked = useSignal<Judgement | null>(null);
  const { left, right } = match;
  const close = () => (asked.value = null);
  const send = async (because: string) => {
    const body: JudgementBody = { left, right, judgement: asked.value!, because };
    if (await writing.send("/api/judgements", body, `Judged: ${asked.value}.`)) close();
  };
  return (
    <div class="judge no-print" role="group" aria-label="Are they one happening?">
      {JUDGEMENTS.map((judgement) => (
        <button
          key={judgement}
          type="button"
          aria-pressed={match.judged === judgement}
          onClick={() => (asked.value = judgement)}
        >
          {judgement}
        </button>
      ))}
      <Dialog title={MEANS[asked.value ?? "same"]} open={asked.value !== null} onClose={close}>
        {view.accounts
          .filter(({ event }) => event === left || event === right)
          .map((account) => (
            <AccountQuote key={account.event} account={account} />
          ))}
        <Because
          label="Why?"
          action={`Judge: ${asked.value}`}
          busy={writing.busy.value}
          onClose={close}
          onSend={(because) => void send(because)}
        />
        <Outcome writing={writing} />
      </Dialog>
    </div>
  );
}

function Pair({ view, match, writing }: Props) {
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
      {match.judged && <span class="tag">judged {match.judged}</span>}
      <details>
        <summary>Reasons</summary>
        <Reasons reasons={match.reasons} />
      </details>
      {isWritable() && <Judging view={view} match={match} writing={writing} />}
    </div>
  );
}

function Judgements({ view }: { view: HappeningView }) {
  if (!view.judged.length) return null;
  return (
    <ul class="small judged">
      {view.judged.map(({ seq, judgement, who, at, because, left, right }) => (
        <li key={seq}>
          <span class="tag">{judgement}</span> <bdi>“{left.words.text}”</bdi> and{" "}
          <bdi>“{right.words.text}”</bdi>, by <bdi>{who}</bdi>, <Stamp at={at} />:{" "}
          <bdi>“{because}”</bdi>
        </li>
      ))}
    </ul>
  );
}

/** The pairs of accounts that were compared, each with its reasons and a person's word. */
export function Matches({ view, writing }: { view: HappeningView; writing: Writing }) {
  if (view.accounts.length < 2 && !view.judged.length) return null;
  return (
    <section aria-label="Compared accounts">
      <h3>Why they are taken for one</h3>
      <More of={view.matches} first={3} what="pairs">
        {(match) => <Pair view={view} match={match} writing={writing} />}
      </More>
      {!view.matches.length && (
        <p class="small soft">
          The reasons of these links were not kept; crossfix link --again finds them anew.
        </p>
      )}
      <Judgements view={view} />
    </section>
  );
}

// A person's word on whether two accounts are of one happening: given, shown, taken back.
import { useSignal } from "@preact/signals";
import { to } from "../../route";
import type { HappeningView, Judged, JudgementBody, Match } from "../../types";
import { Because } from "../because";
import { Dialog } from "../dialog";
import { Folded } from "../folded";
import { Signed } from "../stamp";
import { TakeBack } from "../take-back";
import { AccountQuote } from "../words";
import { isWritable, Refused, type Writing } from "../writing";

type Judgement = JudgementBody["judgement"];

const JUDGEMENTS: Judgement[] = ["same", "different", "unsure"];
const MEANS: Record<Judgement, string> = {
  same: "They are one happening",
  different: "They are two happenings",
  unsure: "It cannot be told",
};
const WITHOUT = "What was said of the two before holds again, else what crossfix finds.";

interface Props {
  view: HappeningView;
  match: Match;
  writing: Writing;
}

/** The three answers; each asks for its reason beside the two accounts. */
export function Judging({ view, match, writing }: Props) {
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
        <Refused writing={writing} />
      </Dialog>
    </div>
  );
}

/** One judgement: what was said, by whom, when and why, and the way to take it back. */
export function Verdict({ said, writing }: { said: Judged; writing: Writing }) {
  return (
    <p class="small">
      <span class="tag">judged {said.judgement}</span> <Signed by={said} />{" "}
      {isWritable() && (
        <TakeBack
          seq={said.seq}
          what={`the judgement “${said.judgement}”`}
          then={WITHOUT}
          writing={writing}
        />
      )}
    </p>
  );
}

function End({ end }: { end: Judged["left"] }) {
  const { start, stop, text } = end.words;
  return (
    <Folded brief words={text}>
      <a href={to("report", end.document, { at: `${start}-${stop}` })}>
        <bdi class="quote">“{text}”</bdi>
      </a>
    </Folded>
  );
}

/** Judgements on accounts that do not stand together here, as after “different”. */
export function Judgements({ judged, writing }: { judged: Judged[]; writing: Writing }) {
  if (!judged.length) return null;
  return (
    <>
      <h4>Also judged</h4>
      <ul class="small">
        {judged.map((said) => (
          <li key={said.seq}>
            <End end={said.left} /> and <End end={said.right} />
            <Verdict said={said} writing={writing} />
          </li>
        ))}
      </ul>
    </>
  );
}

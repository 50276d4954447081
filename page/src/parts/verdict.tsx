// What a check against independent data found: silence and blindness never refute.
import type { Verdict } from "../types";

const SHOWN: Record<Verdict, [words: string, tone: string, means: string]> = {
  supports: ["supports", "good", "something was seen that the event makes more likely"],
  contradicts: ["contradicts", "bad", "the same event is recorded otherwise"],
  silent: ["silent", "", "looked, and saw nothing that tells: no refutation"],
  blind: ["blind", "", "could not have seen it: no refutation"],
  not_checked: ["not checked", "", "cannot be held against data of this kind"],
};

/** A verdict in a word, with what it means for a screen reader and as a tooltip. */
export function VerdictTag({ verdict }: { verdict: Verdict }) {
  const [words, tone, means] = SHOWN[verdict];
  return (
    <span class={`tag ${tone}`} title={means}>
      {words}
      <span class="unseen">: {means}</span>
    </span>
  );
}

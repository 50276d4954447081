// How each report tells a happening.
import type { HappeningView } from "../../types";
import { AccountQuote } from "../words";
import { More } from "./more";

/** The sentences of the reports, the earliest first, with the way to each. */
export function Accounts({ view }: { view: HappeningView }) {
  return (
    <section aria-label="Accounts">
      <h3>As the reports tell it</h3>
      <More of={view.accounts} first={4} what="accounts">
        {(account) => <AccountQuote account={account} />}
      </More>
    </section>
  );
}

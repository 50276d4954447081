// Words of a report with the ones that matter marked: as text nodes only.
import { to } from "../route";
import type { AccountWords } from "../types";
import { Folded } from "./folded";
import { Title } from "./report-title";
import "./words.css";

interface QuoteProps {
  before?: string;
  words: string;
  after?: string;
}

/** A sentence of a report with a mark on some of its words. */
export function Quote({ before = "", words, after = "" }: QuoteProps) {
  return (
    <bdi class="quote">
      {before}
      <mark>{words}</mark>
      {after}
    </bdi>
  );
}

/** How a report tells it: its sentence, and the way to it in the reader. */
export function AccountQuote({ account }: { account: AccountWords }) {
  const { document, event, heading, heading_graphic, published } = account;
  const { before, trigger, after, graphic } = account;
  return (
    <figure class="account">
      <blockquote>
        <Folded why={graphic}>
          <Quote before={before} words={trigger} after={after} />
        </Folded>
      </blockquote>
      <figcaption class="small">
        <Title
          heading={heading}
          why={heading_graphic}
          href={to("report", document, { mark: event })}
        />{" "}
        <span class="soft">{published ?? "undated"}</span>
      </figcaption>
    </figure>
  );
}

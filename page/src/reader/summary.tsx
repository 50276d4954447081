// What a report is, and what crossfix could not tell of it.
import { Folded } from "../parts/folded";
import { count } from "../words";
import { Fact } from "./facts";
import type { Report } from "./report";

/** The address of a report as a link, if it is one that a browser may follow safely. */
function Address({ url }: { url: string }) {
  if (!/^https?:\/\//i.test(url)) return <bdi>{url}</bdi>;
  return (
    <a href={url} rel="noreferrer noopener" target="_blank">
      <bdi>{url}</bdi>
    </a>
  );
}

/** The report as a whole: where it is from, and the notices on what was not found in it. */
export function Summary({ report }: { report: Report }) {
  const { row, ledger, reviews, rejected, readings } = report.view;
  return (
    <>
      <h2>This report</h2>
      <dl class="facts">
        <Fact name="Published">
          {row.published ?? "not known: words such as “today” cannot be dated"}
        </Fact>
        <Fact name="Author">{row.author && <bdi>{row.author}</bdi>}</Fact>
        <Fact name="Publisher">{row.publisher && <bdi>{row.publisher}</bdi>}</Fact>
        {/* An address and the name of a file are often the title, written otherwise. */}
        <Fact name="Address">
          {row.url && (
            <Folded brief why={row.heading_graphic}>
              <Address url={row.url} />
            </Folded>
          )}
        </Fact>
        <Fact name="File">
          <Folded brief why={row.heading_graphic}>
            <bdi class="path">{row.path}</bdi>
          </Folded>
        </Fact>
        <Fact name="Length">{count(row.words, "word")}</Fact>
        <Fact name="Read">
          {readings > 1 && `${readings} times; reviews were carried over by their words`}
        </Fact>
        <Fact name="Reviewed">
          {reviews.length > 0 &&
            `${count(reviews.length, "entry", "entries")}, ${rejected.length} of them rejected`}
        </Fact>
        <Fact name="SHA-256">
          <code class="path">{ledger.document.sha256}</code>
        </Fact>
      </dl>
      {ledger.notices.length > 0 && (
        <section class="notices">
          <h3>What crossfix does not know</h3>
          <ul class="small">
            {ledger.notices.map(({ about, message }) => (
              <li key={about + message}>
                <b>{report.entries.known.has(about) ? "an entry" : about}</b>: {message}
              </li>
            ))}
          </ul>
        </section>
      )}
      <p class="small soft no-print">
        Choose a mark, or press <kbd>j</kbd>, for its card. <kbd>?</kbd> lists the keys.
      </p>
    </>
  );
}

// Who copied whom: a graph of the reports that share text, and the words that match.
import { layOut } from "../lists/copygraph";
import { inWords } from "../lists/copywords";
import { CopyMap } from "../lists/copymap";
import { Matching } from "../lists/matching";
import { Pairs } from "../lists/pairs";
import { Quoting } from "../parts/folded";
import { Reasons } from "../parts/reasons";
import { Title, titleWords } from "../parts/report-title";
import { Waiting } from "../parts/waiting";
import { choose, here, to } from "../route";
import type { Copy, CopyRows, ReportRow } from "../types";
import { count } from "../words";

const MOST_DRAWN = 120; // copies: more can be read in the list only
const pick = (id: string): void => choose({ copy: id });

/** What a report is called: who printed it, and under which title. */
function Report({ row, id }: { row: ReportRow | undefined; id: string }) {
  return (
    <>
      {row?.publisher && `${row.publisher}: `}
      <Title heading={row?.heading ?? id} why={row?.heading_graphic} />
    </>
  );
}

function Chosen({ copy, reports }: { copy: Copy; reports: CopyRows["reports"] }) {
  const [left, right] = [copy.left, copy.right].map((id) => <Report row={reports[id]} id={id} />);
  return (
    <section aria-live="polite">
      <header>
        <h2>The words that match</h2>
        <p class="small">
          Open <a href={to("report", copy.left)}>the first</a> or{" "}
          <a href={to("report", copy.right)}>the second</a> report
        </p>
      </header>
      <Matching copy={copy} left={left} right={right} />
      <Reasons
        reasons={inWords(copy.reasons)}
        caption="What speaks for a copy, and what against (logits; above 0 it is more likely than not)"
      />
    </section>
  );
}

function Copies({ copies, reports }: CopyRows) {
  const name = (id: string): string => {
    const row = reports[id];
    const title = row ? titleWords(row.heading, row.heading_graphic) : id;
    return row?.publisher ? `${row.publisher}: ${title}` : title;
  };
  const asked = here.value.query.get("copy");
  const chosen = copies.find(({ id }) => id === asked) ?? copies[0];
  const drawn = copies.slice(0, MOST_DRAWN);
  return (
    <>
      <p role="status">
        {count(copies.length, "pair")} of reports share text.
        {copies.length > MOST_DRAWN && ` The first ${MOST_DRAWN} are drawn, all are in the list.`}
      </p>
      <div class="copies">
        <div class="copyscroll" tabIndex={0} role="group" aria-label="Drawn by day">
          <CopyMap
            graph={layOut(drawn, reports)}
            reports={reports}
            chosen={chosen?.id}
            choose={pick}
          />
        </div>
        <Pairs copies={copies} chosen={chosen?.id} name={name} choose={pick} />
      </div>
      {chosen && <Chosen copy={chosen} reports={reports} />}
    </>
  );
}

export function Origins() {
  return (
    <div class="view">
      <header>
        <h1>Origins</h1>
        <p class="soft">
          Who copied whom. Copies of one text are one origin, however many outlets print it; only
          independent origins corroborate.
        </p>
      </header>
      <Waiting<CopyRows> path="/api/copies">
        {(rows) =>
          rows.copies.length ? (
            <Quoting graphic={rows.graphic}>
              <Copies {...rows} />
            </Quoting>
          ) : (
            <p class="soft">No two reports of the case share text.</p>
          )
        }
      </Waiting>
    </div>
  );
}

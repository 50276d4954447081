// Who copied whom: a graph of the reports that share text, and the words that match.
import { layOut } from "../lists/copygraph";
import { CopyMap } from "../lists/copymap";
import { Matching } from "../lists/matching";
import { Reasons } from "../parts/reasons";
import { Waiting } from "../parts/waiting";
import { choose, here, to } from "../route";
import type { Copy, CopyRows } from "../types";
import { count, plain } from "../words";

const MOST_DRAWN = 120; // copies: more can be read in the list only
const share = (part: number): string => `${Math.round(100 * part)}%`;
const pick = (id: string): void => choose({ copy: id });

const BASIS: Record<string, string> = {
  forward: "it is passed on as a forward",
  credit: "the copy gives credit",
  published: "it was published earlier",
  unknown: "nothing tells who copied whom",
};

interface RowProps {
  copy: Copy;
  name: (id: string) => string;
  chosen: boolean;
}

function Row({ copy, name, chosen }: RowProps) {
  const arrow = copy.direction === "unknown" ? "and" : "was copied by";
  return (
    <tr>
      <td>
        <button
          type="button"
          class="bare pair"
          aria-current={chosen ? "true" : undefined}
          onClick={() => pick(copy.id)}
        >
          <bdi>{name(copy.left)}</bdi> <span class="soft">{arrow}</span>{" "}
          <bdi>{name(copy.right)}</bdi>
        </button>
      </td>
      <td>{copy.kind ? plain(copy.kind) : plain(copy.passages[0]?.kind ?? "")}</td>
      <td class="number">{share(copy.coverage_left)}</td>
      <td class="number">{share(copy.coverage_right)}</td>
      <td class="small soft">{BASIS[copy.direction]}</td>
    </tr>
  );
}

function Chosen({ copy, name }: { copy: Copy; name: (id: string) => string }) {
  return (
    <section aria-live="polite">
      <h2>The words that match</h2>
      <p class="small">
        Open <a href={to("report", copy.left)}>the first</a> or{" "}
        <a href={to("report", copy.right)}>the second</a> report.
      </p>
      <Matching copy={copy} left={name(copy.left)} right={name(copy.right)} />
      <Reasons reasons={copy.reasons} />
    </section>
  );
}

function Copies({ copies, reports }: CopyRows) {
  const name = (id: string): string => {
    const row = reports[id];
    return row?.publisher ? `${row.publisher}: ${row.heading}` : (row?.heading ?? id);
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
      <div class="copyscroll">
        <CopyMap
          graph={layOut(drawn, reports)}
          reports={reports}
          chosen={chosen?.id}
          choose={pick}
        />
      </div>
      <div class="copyscroll" tabIndex={0} role="region" aria-label="Who copied whom">
        <table>
          <caption class="unseen">Who copied whom</caption>
          <thead>
            <tr>
              <th scope="col">Reports</th>
              <th scope="col">How</th>
              <th scope="col" class="number">
                Of the first
              </th>
              <th scope="col" class="number">
                Of the second
              </th>
              <th scope="col">Direction</th>
            </tr>
          </thead>
          <tbody>
            {copies.map((copy) => (
              <Row key={copy.id} copy={copy} name={name} chosen={copy.id === chosen?.id} />
            ))}
          </tbody>
        </table>
      </div>
      {chosen && <Chosen copy={chosen} name={name} />}
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
            <Copies {...rows} />
          ) : (
            <p class="soft">No two reports of the case share text.</p>
          )
        }
      </Waiting>
    </div>
  );
}

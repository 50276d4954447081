// What accounts tell against each other, side by side.
import { Paged } from "../lists/paged";
import { gathered, type Gathered } from "../lists/repeated";
import { Folded } from "../parts/folded";
import { Title } from "../parts/report-title";
import { AccountQuote } from "../parts/words";
import { to } from "../route";
import type { AccountWords, ConflictRow } from "../types";
import { plain } from "../words";
import "../lists/conflicts.css";

function label({ conflict, standing, left, right }: ConflictRow): string {
  if (conflict.update) return "update: one source told it otherwise later";
  if (!standing) return "settled: one of the two was taken back since";
  return left.document === right.document ? "within one report" : "between reports";
}

/** Copies tell it in the same words: they make no other conflict. */
function Again({ accounts }: { accounts: AccountWords[] }) {
  return (
    <p class="again small soft">
      In the same words:{" "}
      {accounts.map(({ document, event, heading, heading_graphic }, i) => (
        <span key={document}>
          {i > 0 && ", "}
          <Title
            heading={heading}
            why={heading_graphic}
            href={to("report", document, { mark: event })}
          />
        </span>
      ))}
    </p>
  );
}

function Row({ row, again }: Gathered) {
  const { conflict, happening, standing, left, right } = row;
  return (
    <li class={standing ? undefined : "settled"}>
      <div class="matter">
        <h2>
          <span class={`tag ${standing ? "bad" : ""}`}>{plain(conflict.kind)}</span>{" "}
          <Folded brief why={row.graphic}>
            <bdi>{conflict.differs}</bdi>
          </Folded>
        </h2>
        <p class="small soft">
          {label(row)}
          {happening && (
            <>
              {" · "}
              <a href={to("happening", happening)}>the happening</a>
            </>
          )}
        </p>
      </div>
      <div class="sides">
        <AccountQuote account={left} />
        <AccountQuote account={right} />
      </div>
      {again.length > 0 && <Again accounts={again} />}
    </li>
  );
}

export function Conflicts() {
  return (
    <div class="view">
      <header>
        <h1>Conflicts</h1>
        <p class="soft">
          Accounts of one matter that cannot both be right. What one source tells otherwise on a
          later day is an update, and no conflict.
        </p>
      </header>
      <Paged<ConflictRow>
        path="/api/conflicts"
        one="conflict or update"
        many="conflicts and updates"
        empty="No two accounts of the case tell against each other."
      >
        {(rows) => (
          <ul class="conflicts">
            {gathered(rows).map(({ row, again }) => (
              <Row key={row.conflict.id} {...{ row, again }} />
            ))}
          </ul>
        )}
      </Paged>
    </div>
  );
}

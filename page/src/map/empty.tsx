// Why nothing is shown, and what to do about it.
import { to } from "../route";
import { theCase } from "../store";
import { count } from "../words";

/** A case without happenings. */
export function NoHappenings() {
  const it = theCase();
  const none = !it?.reports;
  return (
    <div class="view">
      <div class="notice">
        <p>
          {none
            ? "No happenings yet: the case holds no reports."
            : `No happenings: the case holds ${count(it.reports, "report")}` +
              `${it.pending ? `, ${it.pending} of them not laid beside the others yet` : ""}.`}
        </p>
        {none && it?.writable && (
          <a class="button chief" href={to("import")}>
            Bring in reports
          </a>
        )}
        {!none && it.pending > 0 && (
          <p>
            <code>crossfix link</code> lays them beside each other.
          </p>
        )}
      </div>
    </div>
  );
}

/** A filter that leaves nothing. */
export function NothingLeft({ all, onClear }: { all: number; onClear: () => void }) {
  return (
    <div class="nothing-left notice" role="status">
      <p>The filter leaves out all {count(all, "happening")}.</p>
      <button type="button" class="chief" onClick={onClear}>
        Clear the filter
      </button>
    </div>
  );
}

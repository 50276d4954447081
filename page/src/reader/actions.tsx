// Accept, correct, reject: by button or key, with the reason that is kept.
import { Because } from "../parts/because";
import { Dialog } from "../parts/dialog";
import { Refused, type Writing } from "../parts/writing";
import { CorrectForm } from "./correct-form";
import type { Known } from "./entries";
import { asked } from "./keys";
import type { Report } from "./report";
import { accept, review } from "./reviewing";
import { KIND_NAMES } from "./wording";

interface Props {
  report: Report;
  known: Known;
  writing: Writing;
}

const close = () => (asked.value = null);

/** Send a review; the dialog stays open where it was refused, and says why. */
async function answer(
  { report, known, writing }: Props,
  verdict: "corrected" | "rejected",
  because: string,
  changes?: Record<string, unknown>,
): Promise<void> {
  if (await review(writing, report, known, verdict, because, changes)) close();
}

export function Actions(props: Props) {
  const { report, known, writing } = props;
  const busy = writing.busy.value;
  const kind = KIND_NAMES[known.kind][0].toLowerCase();
  return (
    <div class="actions no-print" role="group" aria-label="Review">
      <button type="button" disabled={busy} onClick={() => accept(writing, report)}>
        Accept <kbd>a</kbd>
      </button>
      <button type="button" disabled={busy} onClick={() => (asked.value = "correct")}>
        Correct <kbd>c</kbd>
      </button>
      <button type="button" disabled={busy} onClick={() => (asked.value = "reject")}>
        Reject <kbd>r</kbd>
      </button>
      <Dialog title={`Reject this ${kind}`} open={asked.value === "reject"} onClose={close}>
        <p class="small">
          It stays in the ledger, struck, and is left out of what is counted and exported.
        </p>
        <Because
          label="Why does the text not say so?"
          action="Reject"
          busy={busy}
          onClose={close}
          onSend={(because) => void answer(props, "rejected", because)}
        />
        <Refused writing={writing} />
      </Dialog>
      <Dialog title={`Correct this ${kind}`} open={asked.value === "correct"} onClose={close}>
        <CorrectForm
          report={report}
          known={known}
          busy={busy}
          onClose={close}
          onSend={(because, changes) => void answer(props, "corrected", because, changes)}
        />
        <Refused writing={writing} />
      </Dialog>
    </div>
  );
}

// Accepting and correcting a source: its name, its kind, whether it is a private person.
import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { Dialog } from "../parts/dialog";
import { Refused, type Writing } from "../parts/writing";
import type { ReviewBody, Source } from "../types";
import { SOURCE_FIELDS, sourceChanges, sourceValue } from "./corrections";
import { FieldsForm } from "./fields-form";
import type { Report } from "./report";

interface Props {
  report: Report;
  source: Source;
  writing: Writing;
}

interface FormProps {
  source: Source;
  busy: boolean;
  onSend: (because: string, changes: Record<string, unknown>) => void;
  onClose: () => void;
}

/** A source that has no name may stay without one. */
function Form({ source, onSend, ...rest }: FormProps) {
  const fields = SOURCE_FIELDS.map((f) => ({ ...f, optional: !sourceValue(source, f) }));
  const before = Object.fromEntries(fields.map((f) => [f.name, sourceValue(source, f)]));
  return (
    <FieldsForm
      {...{ fields, before, ...rest }}
      onSend={(because, changes) => onSend(because, sourceChanges(changes))}
    />
  );
}

/** The buttons; what is said holds wherever the report names the source. */
export function SourceActions({ report, source, writing }: Props) {
  const open = useSignal(false);
  const heading = useId();
  const busy = writing.busy.value;
  const close = () => (open.value = false);
  const say = (verdict: ReviewBody["verdict"], because: string, changes = {}) => {
    const body: ReviewBody = {
      document: report.view.row.id,
      entry: source.id,
      ...{ verdict, because, changes },
    };
    return writing.send("/api/reviews", body, `The source is ${verdict}.`);
  };
  const correct = async (because: string, changes: Record<string, unknown>) => {
    if (await say("corrected", because, changes)) close();
  };
  return (
    <div class="ways no-print" role="group" aria-labelledby={heading}>
      <span class="unseen" id={heading}>
        Review of the source
      </span>
      <button
        type="button"
        disabled={busy}
        onClick={() => void say("accepted", "read in the report: the text names it so")}
      >
        Accept the source
      </button>
      <button type="button" disabled={busy} onClick={() => (open.value = true)}>
        Correct the source
      </button>
      <Dialog title="Correct the source" open={open.value} onClose={close}>
        <Form source={source} busy={busy} onSend={(b, c) => void correct(b, c)} onClose={close} />
        <Refused writing={writing} />
      </Dialog>
    </div>
  );
}

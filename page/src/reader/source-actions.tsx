// Accepting and correcting a source: its name, its kind, whether it is a private person.
import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { Because } from "../parts/because";
import { Dialog } from "../parts/dialog";
import { Refused, type Writing } from "../parts/writing";
import type { ReviewBody, Source } from "../types";
import { plain } from "../words";
import { changesOf, SOURCE_FIELDS, sourceChanges, sourceValue, type Field } from "./corrections";
import type { Report } from "./report";

interface Props {
  report: Report;
  source: Source;
  writing: Writing;
}

interface InputProps {
  field: Field;
  value: string;
  required: boolean;
  onChange: (value: string) => void;
}

function Input({ field, value, required, onChange }: InputProps) {
  const { label, choices } = field;
  return (
    <label>
      {label}
      {choices ? (
        <select value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
          {choices.map((code) => (
            <option key={code} value={code}>
              {plain(code)}
            </option>
          ))}
        </select>
      ) : (
        <input
          dir="auto"
          value={value}
          required={required}
          onInput={({ currentTarget }) => onChange(currentTarget.value)}
        />
      )}
    </label>
  );
}

interface FormProps {
  source: Source;
  busy: boolean;
  onSend: (because: string, changes: Record<string, unknown>) => void;
  onClose: () => void;
}

function Form({ source, busy, onSend, onClose }: FormProps) {
  const before = Object.fromEntries(SOURCE_FIELDS.map((f) => [f.name, sourceValue(source, f)]));
  const now = useSignal<Record<string, string>>(before);
  const told = useSignal<string[]>([]);
  const send = (because: string) => {
    const { changes, wrong } = changesOf(SOURCE_FIELDS, before, now.value);
    const nothing = !wrong.length && !Object.keys(changes).length;
    told.value = nothing ? ["Nothing was changed yet: accept it, or change a field."] : wrong;
    if (!told.value.length) onSend(because, sourceChanges(changes));
  };
  return (
    <Because label="How do you know?" action="Correct" busy={busy} onClose={onClose} onSend={send}>
      {SOURCE_FIELDS.map((field) => (
        <Input
          key={field.name}
          field={field}
          value={now.value[field.name] ?? ""}
          required={!!before[field.name]}
          onChange={(value) => (now.value = { ...now.value, [field.name]: value })}
        />
      ))}
      {told.value.map((words) => (
        <p key={words} class="notice bad small" role="alert">
          {words}
        </p>
      ))}
    </Because>
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
